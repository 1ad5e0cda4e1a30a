-- What was last moved here from Redis, so that hits are counted once through a crash. One row a sync.
CREATE TABLE IF NOT EXISTS client_activity_sync (
    name TEXT PRIMARY KEY,
    chunk_id UUID NOT NULL,
    moved_at TIMESTAMPTZ NOT NULL
);
