-- Events that callers write in transactions of their own. After the commit a node gives them offsets
-- and moves them to activity_events.
CREATE TABLE activity_outbox (
    number     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- the order within a transaction
    written_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    error      text, -- why this row was set aside; back to NULL, and it is tried again
    LIKE activity_events INCLUDING DEFAULTS
);
ALTER TABLE activity_outbox
    DROP COLUMN search,
    ALTER COLUMN created SET DEFAULT 0,
    ALTER COLUMN changed SET DEFAULT 0;
CREATE INDEX activity_outbox_waiting ON activity_outbox (number) WHERE error IS NULL;
