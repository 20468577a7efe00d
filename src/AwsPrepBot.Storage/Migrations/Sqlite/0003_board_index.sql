-- A board reads nothing but this: its leaders in order, and how many are above somebody.
DROP INDEX standings_board;
CREATE INDEX standings_board ON standings (team, bucket, start, points DESC, rights DESC, answered) WHERE answered > 0;
