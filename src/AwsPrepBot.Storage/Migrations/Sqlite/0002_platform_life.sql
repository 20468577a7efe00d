-- Who last changed a schedule: told when the bot has to pause it. Null for revisions older than this column and where no
-- person did.
ALTER TABLE schedule_revisions ADD COLUMN changed_by TEXT;

-- When the team was greeted, which happens once. Null: not yet.
ALTER TABLE teams ADD COLUMN greeted_at INTEGER;

-- Sessions started with a platform that punishes too many a day. Pruned as they are counted.
CREATE TABLE session_starts (
  platform TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX session_starts_at ON session_starts (platform, at);
