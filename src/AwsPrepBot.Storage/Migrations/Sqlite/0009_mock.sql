-- What was asked after an answer in an interview, and what was said to it: JSON, see FollowUpDocument. The score is then the
-- verdict's with what the reply earned.
ALTER TABLE quiz_answers ADD COLUMN follow_up TEXT CHECK (follow_up IS NULL OR json_valid(follow_up) AND verdict IS NOT NULL);
