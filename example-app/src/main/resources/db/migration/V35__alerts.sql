-- What an organization is told of. Idle alerts judge a person, and are off until somebody decides
-- otherwise; those of overtime protect one.
ALTER TABLE organizations
    ADD COLUMN overtime_alerts boolean NOT NULL DEFAULT true,
    ADD COLUMN weekly_overtime_after_seconds integer
        CHECK (weekly_overtime_after_seconds BETWEEN 3600 AND 604800),
    ADD COLUMN agent_silent_after_seconds integer NOT NULL DEFAULT 259200
        CHECK (agent_silent_after_seconds BETWEEN 3600 AND 7776000),
    ADD COLUMN client_silent_after_seconds integer NOT NULL DEFAULT 86400
        CHECK (client_silent_after_seconds BETWEEN 300 AND 7776000),
    ADD COLUMN session_forgotten_after_seconds integer NOT NULL DEFAULT 14400
        CHECK (session_forgotten_after_seconds BETWEEN 900 AND 604800);

-- What holds for a team instead; null is as the organization decided.
CREATE TABLE alert_limits (
    organization_id                 uuid NOT NULL,
    team_id                         uuid NOT NULL,
    idle_alerts                     boolean,
    idle_after_seconds              integer CHECK (idle_after_seconds BETWEEN 30 AND 86400),
    overtime_alerts                 boolean,
    overtime_after_seconds          integer CHECK (overtime_after_seconds BETWEEN 60 AND 86400),
    weekly_overtime_after_seconds   integer CHECK (weekly_overtime_after_seconds BETWEEN 3600 AND 604800),
    agent_silent_after_seconds      integer CHECK (agent_silent_after_seconds BETWEEN 3600 AND 7776000),
    session_forgotten_after_seconds integer CHECK (session_forgotten_after_seconds BETWEEN 900 AND 604800),
    PRIMARY KEY (organization_id, team_id),
    FOREIGN KEY (organization_id, team_id) REFERENCES teams (organization_id, id) ON DELETE CASCADE
);
SELECT astir_protect('alert_limits');
-- In which organizations somebody is to be looked after.
SELECT astir_allow_system('alert_limits', 'SELECT');

CREATE TABLE alerts (
    organization_id uuid        NOT NULL REFERENCES organizations ON DELETE CASCADE,
    id              uuid        NOT NULL,
    -- Whom it is about; null for a client of the API that is nobody's.
    user_id         uuid,
    type            text        NOT NULL
        CHECK (type IN ('idle', 'overtime', 'agent-silent', 'client-silent', 'session-forgotten')),
    -- Of what there is one alert at a time: a person, a person's day or week, a device, a client, a session.
    subject         text        NOT NULL CHECK (length(subject) BETWEEN 1 AND 100),
    opened_at       timestamptz NOT NULL,
    closed_at       timestamptz CHECK (closed_at >= opened_at),
    session_id      uuid,
    agent_id        uuid,
    client_id       uuid,
    -- What is its type's own: limits, times, figures.
    details         jsonb       NOT NULL,
    -- What its person says.
    explanation     text        CHECK (length(explanation) BETWEEN 1 AND 2000),
    explained_at    timestamptz,
    resolved_at     timestamptz,
    resolved_by     uuid,
    note            text        CHECK (length(note) BETWEEN 1 AND 2000),
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE,
    CHECK ((explanation IS NULL) = (explained_at IS NULL)),
    CHECK ((resolved_at IS NULL) = (resolved_by IS NULL))
);
-- The indexes decide, so that of several runs at once one opens it.
CREATE UNIQUE INDEX alerts_one_open ON alerts (organization_id, type, subject) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX alerts_one_ever ON alerts (organization_id, type, subject)
    WHERE type IN ('overtime', 'session-forgotten');
CREATE INDEX alerts_by_time ON alerts (organization_id, opened_at DESC, id DESC);
CREATE INDEX alerts_of_person ON alerts (organization_id, user_id, opened_at DESC, id DESC);
CREATE INDEX alerts_of_subject ON alerts (organization_id, type, subject, opened_at DESC);
SELECT astir_protect('alerts');
SELECT astir_allow_system('alerts', 'SELECT');

-- Whether the policy told of alerts about idle time and overtime: nowhere, in some teams, or everywhere.
ALTER TABLE policies
    ADD COLUMN idle_alerts text NOT NULL DEFAULT 'none' CHECK (idle_alerts IN ('none', 'teams', 'all')),
    ADD COLUMN overtime_alerts text NOT NULL DEFAULT 'none' CHECK (overtime_alerts IN ('none', 'teams', 'all'));
