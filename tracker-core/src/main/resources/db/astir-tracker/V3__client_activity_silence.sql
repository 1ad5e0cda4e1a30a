-- The clients that an inactivity watch has reported as silent. Empty unless one is used.
CREATE TABLE IF NOT EXISTS client_activity_silence (
    client_id VARCHAR(50) PRIMARY KEY,
    last_seen TIMESTAMPTZ NOT NULL,
    reported_at TIMESTAMPTZ NOT NULL
);
