-- How often each client did what on each day (in UTC). Empty unless activities are counted.
CREATE TABLE IF NOT EXISTS client_activity_daily (
    client_id VARCHAR(50) NOT NULL,
    activity VARCHAR(100) NOT NULL,
    day DATE NOT NULL,
    hits BIGINT NOT NULL,
    last_seen TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (client_id, activity, day)
);
