-- Deletion and export go by the names of columns: "member" says whose row it is (it goes when they go), a name that ends
-- in "_by" who did something to what is the team's (the row stays, nobody is named), "team" whose it is at all.

-- When the bot was sent away. Null: it is there. 30 days later everything of the team is deleted.
ALTER TABLE teams ADD COLUMN left_at INTEGER;

-- Days on which a member's missing answer does not count against a streak.
CREATE TABLE absences (
  team TEXT NOT NULL,
  member TEXT NOT NULL,
  first_date TEXT NOT NULL,
  until TEXT NOT NULL,  -- the first day back
  PRIMARY KEY (team, member, first_date),
  FOREIGN KEY (team, member) REFERENCES members (team, id),
  CHECK (first_date < until)
) STRICT, WITHOUT ROWID;

-- What is left of the answers of people who had themselves deleted: how many, so that a closed round keeps its counts.
CREATE TABLE forgotten_answers (
  round INTEGER NOT NULL REFERENCES rounds (id),
  option_id TEXT NOT NULL,  -- '': in one's own words
  score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100 AND (option_id = '' OR score = 0)),  -- in one's own words
  team TEXT NOT NULL REFERENCES teams (id),
  answers INTEGER NOT NULL CHECK (answers > 0),
  PRIMARY KEY (round, option_id, score)
) STRICT, WITHOUT ROWID;

-- Every question a member has answered whose result they know, wherever it was asked. To be asked by team and member.
CREATE VIEW attempts (team, member, source, source_id, position, question_id, level, topics, at, kind, score) AS
-- CROSS JOIN: from a team's rounds to its answers by their key; there is no index that begins with the member.
SELECT rounds.team, answers.member, rounds.kind, rounds.id, 0, rounds.question_id, rounds.level, rounds.topics, answers.at, 'choice',
       iif(answers.option_id IN (SELECT value FROM json_each(rounds.question, '$.right')), 100, 0)
FROM rounds CROSS JOIN answers ON answers.round = rounds.id
WHERE rounds.state = 'closed'
UNION ALL
SELECT rounds.team, open_answers.member, rounds.kind, rounds.id, 0, rounds.question_id, rounds.level, rounds.topics, open_answers.at, 'open',
       open_answers.score
FROM rounds CROSS JOIN open_answers ON open_answers.round = rounds.id
WHERE rounds.state = 'closed'
UNION ALL
SELECT quiz_answers.team, quiz_answers.member, quizzes.mode, quizzes.id, quiz_answers.position, quiz_answers.question_id, quiz_answers.level,
       quiz_answers.topics, quiz_answers.at, iif(quiz_answers.option_id IS NULL, 'open', 'choice'), quiz_answers.score
FROM quiz_answers CROSS JOIN quizzes ON quizzes.id = quiz_answers.quiz
-- Together, nobody knows before the question is over.
WHERE quizzes.mode <> 'channel' OR quizzes.state <> 'running' OR quiz_answers.position < quizzes.position;
