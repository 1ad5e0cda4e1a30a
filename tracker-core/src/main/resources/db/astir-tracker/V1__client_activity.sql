-- One row a client. No index on last_seen: it would end HOT updates, and so double the write-ahead log.
CREATE TABLE IF NOT EXISTS client_activity (
    client_id VARCHAR(50) PRIMARY KEY,
    last_seen TIMESTAMPTZ DEFAULT CURRENT_TIMESTAMP,
    created_at TIMESTAMPTZ DEFAULT CURRENT_TIMESTAMP
);
