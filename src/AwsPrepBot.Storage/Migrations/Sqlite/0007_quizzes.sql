-- A member has one unfinished private quiz at most.
CREATE UNIQUE INDEX quizzes_unfinished ON quizzes (team, member) WHERE mode <> 'channel' AND state IN ('running', 'parked');

-- When the last quiz in a channel ended.
CREATE INDEX quizzes_of_channel ON quizzes (team, channel, ended_at) WHERE mode = 'channel';

-- Channels in which an admin has switched quizzes for everyone off.
CREATE TABLE channels_without_quizzes (
  team TEXT NOT NULL REFERENCES teams (id),
  channel TEXT NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (team, channel)
) STRICT, WITHOUT ROWID;
