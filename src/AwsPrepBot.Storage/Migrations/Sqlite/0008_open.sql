-- Both tries are kept, whichever counts: `score`, `text`, `verdict` and `at` are of the one that counts.
ALTER TABLE open_answers RENAME COLUMN first_score TO other_score;
ALTER TABLE open_answers RENAME COLUMN first_text TO other_text;
ALTER TABLE open_answers RENAME COLUMN first_verdict TO other_verdict;
ALTER TABLE open_answers ADD COLUMN counts INTEGER NOT NULL DEFAULT 1 CHECK (counts IN (1, 2));  -- the first or the second try
