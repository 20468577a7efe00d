-- What the optional judge was asked, which may cost money: by team and date in UTC.
CREATE TABLE judge_use (
  team TEXT NOT NULL REFERENCES teams (id),
  date TEXT NOT NULL,
  answers INTEGER NOT NULL CHECK (answers > 0),
  input_tokens INTEGER NOT NULL DEFAULT 0 CHECK (input_tokens >= 0),
  output_tokens INTEGER NOT NULL DEFAULT 0 CHECK (output_tokens >= 0),
  PRIMARY KEY (team, date)
) STRICT, WITHOUT ROWID;
