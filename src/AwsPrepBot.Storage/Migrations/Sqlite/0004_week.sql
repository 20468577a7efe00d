-- Questions answered in one's own words. Null: as multiple choice.
ALTER TABLE schedule_revisions ADD COLUMN kind TEXT CHECK (kind IN ('choice', 'open', 'mixed'));

-- An answer in one's own words, apart from the chosen ones, which people wait for most. The first try is kept beside the
-- better one; verdicts are JSON, see VerdictDocument.
CREATE TABLE open_answers (
  round INTEGER NOT NULL REFERENCES rounds (id),
  member TEXT NOT NULL,
  team TEXT NOT NULL,
  at INTEGER NOT NULL,
  tries INTEGER NOT NULL CHECK (tries IN (1, 2)),
  score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),        -- of the better try
  text TEXT NOT NULL,
  verdict TEXT NOT NULL,
  first_score INTEGER CHECK (first_score BETWEEN 0 AND 100),     -- null: there was no second try
  first_text TEXT,
  first_verdict TEXT,
  PRIMARY KEY (round, member),
  FOREIGN KEY (team, member) REFERENCES members (team, id),
  CHECK ((first_score IS NULL) = (tries = 1) AND (first_text IS NULL) = (tries = 1) AND (first_verdict IS NULL) = (tries = 1))
) STRICT, WITHOUT ROWID;

-- Several questions one after the other. Each holds copies of its questions, so that nothing changes under somebody's hands.
CREATE TABLE quizzes (
  id INTEGER PRIMARY KEY NOT NULL,
  team TEXT NOT NULL REFERENCES teams (id),
  channel TEXT NOT NULL,
  member TEXT NOT NULL,                      -- who began it; alone but in channel mode they answer
  mode TEXT NOT NULL CHECK (mode IN ('solo', 'channel', 'review', 'mock')),
  state TEXT NOT NULL CHECK (state IN ('running', 'parked', 'ended', 'abandoned')),
  started_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,                  -- the last thing anybody did in it
  ended_at INTEGER,
  position INTEGER NOT NULL,                 -- of the present question, 0 first; the number of questions when all were asked
  closes_at INTEGER,                         -- channel mode: of the present question
  seconds INTEGER,                           -- channel mode: a question's time
  filter TEXT NOT NULL,                      -- JSON: level, topic and kind it was asked for with
  message_channel TEXT,                      -- channel mode
  message_id TEXT,
  message_link TEXT,
  questions TEXT NOT NULL,                   -- JSON array, see QuestionDocument
  FOREIGN KEY (team, member) REFERENCES members (team, id),
  CHECK ((ended_at IS NULL) = (state IN ('running', 'parked')))
) STRICT;

CREATE UNIQUE INDEX quizzes_in_channel ON quizzes (team, channel) WHERE mode = 'channel' AND state = 'running';
CREATE INDEX quizzes_of_member ON quizzes (team, member, last_at);
CREATE INDEX quizzes_running ON quizzes (last_at) WHERE state = 'running';

CREATE TABLE quiz_answers (
  quiz INTEGER NOT NULL REFERENCES quizzes (id),
  position INTEGER NOT NULL,
  member TEXT NOT NULL,
  team TEXT NOT NULL,
  question_id TEXT NOT NULL,
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 4),
  topics TEXT NOT NULL,                      -- JSON array of strings
  at INTEGER NOT NULL,
  took_ms INTEGER NOT NULL,                  -- from the question's showing; decides ties in channel mode
  score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),  -- a chosen option: 0 or 100
  option_id TEXT,                            -- null: in one's own words
  text TEXT,
  verdict TEXT,
  PRIMARY KEY (quiz, position, member),
  FOREIGN KEY (team, member) REFERENCES members (team, id),
  CHECK ((option_id IS NULL) = (text IS NOT NULL) AND (option_id IS NULL) = (verdict IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX quiz_answers_of_member ON quiz_answers (team, member, at);

-- A delivery is about a round or about a quiz in a channel; a notice is a line of its own below a round's message.
CREATE TABLE deliveries_new (
  id INTEGER PRIMARY KEY NOT NULL,
  key TEXT NOT NULL UNIQUE,  -- post:<round>, edit:<round>, notice:<round>:<what>, post:quiz:<quiz>, edit:quiz:<quiz>
  team TEXT NOT NULL REFERENCES teams (id),
  platform TEXT NOT NULL GENERATED ALWAYS AS (substr(team, 1, instr(team, ':') - 1)) VIRTUAL,
  round INTEGER REFERENCES rounds (id),
  quiz INTEGER REFERENCES quizzes (id),
  kind TEXT NOT NULL CHECK (kind IN ('post', 'edit', 'notice')),
  state TEXT NOT NULL CHECK (state IN ('due', 'sending', 'sent', 'cancelled', 'ambiguous')),
  revision INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  maybe_sent INTEGER NOT NULL DEFAULT 0 CHECK (maybe_sent IN (0, 1)),
  created_at INTEGER NOT NULL,
  not_before INTEGER NOT NULL,
  ended_at INTEGER,
  reason TEXT,
  CHECK ((round IS NULL) <> (quiz IS NULL))
) STRICT;

INSERT INTO deliveries_new (id, key, team, round, kind, state, revision, attempts, maybe_sent, created_at, not_before, ended_at, reason)
SELECT id, key, team, round, kind, state, revision, attempts, maybe_sent, created_at, not_before, ended_at, reason FROM deliveries;

DROP TABLE deliveries;
ALTER TABLE deliveries_new RENAME TO deliveries;

CREATE INDEX deliveries_due ON deliveries (platform, not_before) WHERE state = 'due';
CREATE INDEX deliveries_sending ON deliveries (platform) WHERE state = 'sending';
CREATE INDEX deliveries_round ON deliveries (round);
CREATE INDEX deliveries_quiz ON deliveries (quiz) WHERE quiz IS NOT NULL;
