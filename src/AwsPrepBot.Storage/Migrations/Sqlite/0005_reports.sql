-- Somebody's word that a question is wrong, with what was so when it was said.
CREATE TABLE reports (
  id INTEGER PRIMARY KEY NOT NULL,
  team TEXT NOT NULL REFERENCES teams (id),
  member TEXT NOT NULL,
  question_id TEXT NOT NULL,
  round INTEGER REFERENCES rounds (id),      -- null: the team was never asked it
  option_id TEXT,                            -- what the member had chosen in that round
  answer_text TEXT,                          -- what the member had written in that round
  right TEXT NOT NULL,                       -- JSON array: the options that counted as right
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'withheld', 'voided', 'corrected', 'rejected')),
  decided_at INTEGER,
  word TEXT CHECK (length(word) BETWEEN 1 AND 500),  -- what the admin who rejected it says to that
  told_at INTEGER,                           -- when the member was told in private; null: not, or not yet
  FOREIGN KEY (team, member) REFERENCES members (team, id),
  CHECK (option_id IS NULL OR answer_text IS NULL),
  CHECK ((decided_at IS NULL) = (state = 'open')),
  CHECK ((word IS NOT NULL) = (state = 'rejected'))
) STRICT;

CREATE UNIQUE INDEX reports_open ON reports (team, question_id, member) WHERE state = 'open';
CREATE INDEX reports_of_member ON reports (team, member, decided_at);

-- What a team is not asked. Given back, the row stays: only reports younger than that withhold the question again.
CREATE TABLE withheld (
  team TEXT NOT NULL REFERENCES teams (id),
  question_id TEXT NOT NULL,
  id INTEGER NOT NULL UNIQUE,                -- of this withholding: buttons of an earlier one do nothing
  since INTEGER NOT NULL,
  by_itself INTEGER NOT NULL CHECK (by_itself IN (0, 1)),  -- enough members reported it, no admin has looked
  given_back_at INTEGER,
  PRIMARY KEY (team, question_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX rounds_question ON rounds (team, question_id);
