-- Instants are INTEGER milliseconds since 1970 (UTC), durations INTEGER milliseconds, local dates TEXT yyyy-MM-dd,
-- local times TEXT HH:mm. Every row names its team.

CREATE TABLE teams (
  id TEXT PRIMARY KEY NOT NULL CHECK (instr(id, ':') > 1),  -- platform:external-id
  first_seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE members (
  team TEXT NOT NULL REFERENCES teams (id),
  id TEXT NOT NULL,
  display_name TEXT NOT NULL,
  hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,  -- to the hour: an answer alone does not rewrite the row
  PRIMARY KEY (team, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX members_hidden ON members (team, id) WHERE hidden = 1;

-- What makes a person's act happen once. Pruned after a week. An answer's request is kept under its round: ids may be
-- random, and answers that arrive together must not each touch a page of their own (measured: 45 µs a page and commit).
CREATE TABLE requests (
  team TEXT NOT NULL,
  about INTEGER NOT NULL,  -- the round that is answered, 0 for any other act
  id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (team, about, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX requests_at ON requests (at);

-- A schedule is its present revision; the others are kept so that a change can be taken back.
CREATE TABLE schedules (
  id INTEGER PRIMARY KEY NOT NULL,
  team TEXT NOT NULL REFERENCES teams (id),
  channel TEXT NOT NULL,
  revision INTEGER NOT NULL,
  UNIQUE (team, channel)
) STRICT;

CREATE TABLE schedule_revisions (
  schedule INTEGER NOT NULL REFERENCES schedules (id),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  team TEXT NOT NULL REFERENCES teams (id),
  effective_from INTEGER NOT NULL,
  time TEXT,             -- null: taken back, and so are all up to open_for
  zone TEXT,
  days TEXT,             -- ISO weekdays, for example 12345
  level INTEGER,
  topic TEXT,
  open_for INTEGER,
  paused INTEGER NOT NULL CHECK (paused IN (0, 1)),
  pause_until TEXT,
  pause_reason TEXT,
  PRIMARY KEY (schedule, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE skipped_days (
  schedule INTEGER NOT NULL REFERENCES schedules (id),
  local_date TEXT NOT NULL,
  team TEXT NOT NULL REFERENCES teams (id),
  reason TEXT NOT NULL,
  PRIMARY KEY (schedule, local_date)
) STRICT, WITHOUT ROWID;

-- The question's copy stands last: reading the other columns of a row does not touch its pages.
CREATE TABLE rounds (
  id INTEGER PRIMARY KEY NOT NULL,
  team TEXT NOT NULL REFERENCES teams (id),
  channel TEXT NOT NULL,
  schedule INTEGER NOT NULL REFERENCES schedules (id),
  kind TEXT NOT NULL CHECK (kind IN ('daily', 'extra')),
  local_date TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'void')),
  posted_at INTEGER,
  closes_at INTEGER,
  closed_at INTEGER,
  opened_at INTEGER NOT NULL,
  post_before INTEGER NOT NULL,
  open_for INTEGER NOT NULL,
  message_channel TEXT,
  message_id TEXT,
  message_link TEXT,
  cycle INTEGER NOT NULL,
  is_review INTEGER NOT NULL CHECK (is_review IN (0, 1)),
  question_id TEXT NOT NULL,
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 4),  -- points are ten times this
  topics TEXT NOT NULL,    -- JSON array of strings
  question TEXT NOT NULL,  -- JSON, see QuestionDocument
  CHECK ((posted_at IS NULL) = (closes_at IS NULL)),
  CHECK ((posted_at IS NULL) = (message_id IS NULL)),
  CHECK ((closed_at IS NULL) = (state = 'open'))
) STRICT;

CREATE UNIQUE INDEX rounds_daily ON rounds (schedule, local_date) WHERE kind = 'daily';
CREATE INDEX rounds_schedule ON rounds (schedule, opened_at);
CREATE INDEX rounds_open ON rounds (opened_at) WHERE state = 'open';
CREATE INDEX rounds_channel ON rounds (team, channel, closed_at);
CREATE INDEX rounds_team_date ON rounds (team, local_date);

CREATE TABLE answers (
  round INTEGER NOT NULL REFERENCES rounds (id),
  member TEXT NOT NULL,
  team TEXT NOT NULL,
  option_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (round, member),
  FOREIGN KEY (team, member) REFERENCES members (team, id)
) STRICT, WITHOUT ROWID;

-- Only ever added to. Standings are its sums.
CREATE TABLE ledger (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  team TEXT NOT NULL,
  member TEXT NOT NULL,
  round INTEGER NOT NULL REFERENCES rounds (id),
  local_date TEXT NOT NULL,
  points INTEGER NOT NULL,
  rights INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('closed', 'corrected', 'voided')),
  at INTEGER NOT NULL,
  FOREIGN KEY (team, member) REFERENCES members (team, id)
) STRICT;

CREATE INDEX ledger_round ON ledger (round, member);

CREATE TABLE standings (
  team TEXT NOT NULL,
  bucket TEXT NOT NULL CHECK (bucket IN ('day', 'week', 'month', 'all')),
  start TEXT NOT NULL,  -- the bucket's first local date; 1970-01-01 for all
  member TEXT NOT NULL,
  points INTEGER NOT NULL,
  rights INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  PRIMARY KEY (team, bucket, start, member)
) STRICT, WITHOUT ROWID;

CREATE INDEX standings_board ON standings (team, bucket, start, points DESC, rights DESC) WHERE answered > 0;

CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY NOT NULL,
  key TEXT NOT NULL UNIQUE,  -- post:<round>, edit:<round>
  team TEXT NOT NULL REFERENCES teams (id),
  platform TEXT NOT NULL GENERATED ALWAYS AS (substr(team, 1, instr(team, ':') - 1)) VIRTUAL,
  round INTEGER NOT NULL REFERENCES rounds (id),
  kind TEXT NOT NULL CHECK (kind IN ('post', 'edit')),
  state TEXT NOT NULL CHECK (state IN ('due', 'sending', 'sent', 'cancelled', 'ambiguous')),
  revision INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  maybe_sent INTEGER NOT NULL DEFAULT 0 CHECK (maybe_sent IN (0, 1)),
  created_at INTEGER NOT NULL,
  not_before INTEGER NOT NULL,
  ended_at INTEGER,
  reason TEXT
) STRICT;

CREATE INDEX deliveries_due ON deliveries (platform, not_before) WHERE state = 'due';
CREATE INDEX deliveries_sending ON deliveries (platform) WHERE state = 'sending';
CREATE INDEX deliveries_round ON deliveries (round);
