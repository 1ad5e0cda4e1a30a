-- What a browser shows, and whether somebody paused the agent: both are shown in the virtual office.

ALTER TABLE presence
    ADD COLUMN site text,
    DROP CONSTRAINT presence_state_check,
    ADD CONSTRAINT presence_state_check CHECK (state IN ('active', 'idle', 'paused'));
