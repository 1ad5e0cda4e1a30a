-- What a person is told before a device of theirs reports anything. Rows never change: another
-- setting makes another version, so that an acknowledgement always means what was shown.
CREATE TABLE policies (
    organization_id    uuid        NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    version            integer     NOT NULL CHECK (version >= 1),
    text               text        NOT NULL,
    capture_titles     boolean     NOT NULL,
    introspection      boolean     NOT NULL,
    never_capture      text[]      NOT NULL DEFAULT '{}',
    idle_after_seconds integer     NOT NULL CHECK (idle_after_seconds BETWEEN 1 AND 86400),
    created_at         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, version)
);
SELECT astir_protect('policies');

CREATE TABLE policy_acknowledgements (
    organization_id uuid        NOT NULL,
    user_id         uuid        NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    version         integer     NOT NULL,
    acknowledged_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, user_id, version),
    FOREIGN KEY (organization_id, version)
        REFERENCES policies (organization_id, version) ON DELETE CASCADE
);
SELECT astir_protect('policy_acknowledgements');

-- A token buys a key for one device, as often as it may be used. Only hashes are kept.
CREATE TABLE enrolment_tokens (
    organization_id uuid        NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    id              uuid        NOT NULL,
    user_id         uuid        NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_by      uuid        NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token_hash      bytea       NOT NULL UNIQUE,
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    max_uses        integer     NOT NULL CHECK (max_uses >= 1),
    uses            integer     NOT NULL DEFAULT 0 CHECK (uses BETWEEN 0 AND max_uses),
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX enrolment_tokens_user ON enrolment_tokens (user_id);
SELECT astir_protect('enrolment_tokens');
-- A token is looked up before its organization is known.
SELECT astir_allow_system('enrolment_tokens', 'SELECT');

-- A removed device stays as a row: its spans keep their owner, and its key keeps being refused.
CREATE TABLE agents (
    organization_id     uuid        NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    id                  uuid        NOT NULL,
    user_id             uuid        NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    hostname            text        NOT NULL,
    os                  text        NOT NULL,
    version             text,
    key_hash            bytea       NOT NULL UNIQUE,
    status              text        NOT NULL CHECK (status IN ('active', 'blocked', 'removed')),
    acknowledged_policy integer     NOT NULL,
    skew_millis         bigint      NOT NULL DEFAULT 0,
    enrolled_at         timestamptz NOT NULL,
    last_seen_at        timestamptz,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX agents_user ON agents (user_id);
SELECT astir_protect('agents');
-- A key is looked up before its organization is known.
SELECT astir_allow_system('agents', 'SELECT');

-- What agents captured. start_time and end_time are corrected by the device's measured skew, and
-- what the device's own clock said stands beside. The device's id of a span makes resends harmless.
CREATE TABLE spans (
    organization_id   uuid        NOT NULL,
    agent_id          uuid        NOT NULL,
    id                text        NOT NULL,
    user_id           uuid        NOT NULL REFERENCES users (id) ON DELETE CASCADE,
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
    FOREIGN KEY (organization_id, agent_id) REFERENCES agents (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX spans_user ON spans (organization_id, user_id, start_time);
SELECT astir_protect('spans');
