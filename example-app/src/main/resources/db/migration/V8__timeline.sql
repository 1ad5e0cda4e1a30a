-- What people report about their work.
CREATE TABLE activity_logs (
    organization_id uuid NOT NULL,
    session_id uuid NOT NULL,
    -- Chosen by the client, so unique in its session and not beyond: nobody can occupy another's ids.
    id uuid NOT NULL,
    started_at timestamptz NOT NULL,
    activity_type text NOT NULL CHECK (activity_type IN ('active', 'idle')),
    duration_seconds integer NOT NULL CHECK (duration_seconds BETWEEN 0 AND 86400),
    app_name text,
    title text,
    url text,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, session_id, id),
    FOREIGN KEY (organization_id, session_id) REFERENCES work_sessions (organization_id, id) ON DELETE CASCADE
);
SELECT astir_protect('activity_logs');

-- What agents captured. start_time and end_time are corrected by the device's measured skew, and
-- what the device's own clock said stands beside. The device's id of a span makes resends harmless.
CREATE TABLE spans (
    organization_id   uuid        NOT NULL,
    agent_id          uuid        NOT NULL,
    id                text        NOT NULL,
    user_id           uuid        NOT NULL,
    start_time        timestamptz NOT NULL,
    end_time          timestamptz NOT NULL CHECK (end_time >= start_time),
    device_start_time timestamptz NOT NULL,
    device_end_time   timestamptz NOT NULL,
    kind              text        NOT NULL CHECK (kind IN ('active', 'idle', 'private')),
    app               text,
    site              text,
    title             text,
    media             text,
    received_at       timestamptz NOT NULL,
    PRIMARY KEY (organization_id, agent_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, agent_id) REFERENCES agents (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX spans_user ON spans (organization_id, user_id, start_time);
SELECT astir_protect('spans');
