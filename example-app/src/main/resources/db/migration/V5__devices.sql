-- A token buys a key for one device, as often as it may be used. Only hashes are kept. Tokens and
-- keys are looked up before their organization is known; their 256 random bits make them unique.
CREATE TABLE enrolment_tokens (
    organization_id uuid        NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    id              uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    created_by      uuid        NOT NULL,
    token_hash      bytea       NOT NULL,
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    max_uses        integer     NOT NULL CHECK (max_uses >= 1),
    uses            integer     NOT NULL DEFAULT 0 CHECK (uses BETWEEN 0 AND max_uses),
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, created_by) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX enrolment_tokens_user ON enrolment_tokens (organization_id, user_id);
CREATE INDEX enrolment_tokens_hash ON enrolment_tokens (token_hash);
SELECT astir_protect('enrolment_tokens');
SELECT astir_allow_system('enrolment_tokens', 'SELECT');

-- A removed device stays as a row: what it reported keeps its owner, and its key keeps being refused.
CREATE TABLE agents (
    organization_id     uuid        NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    id                  uuid        NOT NULL,
    user_id             uuid        NOT NULL,
    hostname            text        NOT NULL,
    os                  text        NOT NULL,
    version             text,
    key_hash            bytea       NOT NULL,
    status              text        NOT NULL CHECK (status IN ('active', 'blocked', 'removed')),
    acknowledged_policy integer     NOT NULL,
    skew_millis         bigint      NOT NULL DEFAULT 0,
    enrolled_at         timestamptz NOT NULL,
    last_seen_at        timestamptz,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX agents_user ON agents (organization_id, user_id);
CREATE INDEX agents_key ON agents (key_hash);
SELECT astir_protect('agents');
SELECT astir_allow_system('agents', 'SELECT');
