-- Tokens with which a person's scripts and services come in. Only the SHA-256 is kept; its first
-- characters are, so that a person knows which one it is.
CREATE TABLE api_tokens (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    name            text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    prefix          text        NOT NULL,
    token_hash      bytea       NOT NULL,
    scopes          text[]      NOT NULL CHECK (
        cardinality(scopes) >= 1 AND scopes <@ ARRAY['read', 'write', 'publish', 'admin']),
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz,
    last_used_at    timestamptz,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX api_tokens_user ON api_tokens (organization_id, user_id);
-- A token is looked up before its organization is known. Its 256 random bits make it unique.
CREATE INDEX api_tokens_hash ON api_tokens (token_hash);
CREATE INDEX api_tokens_expiry ON api_tokens (expires_at);
SELECT astir_protect('api_tokens');
SELECT astir_allow_system('api_tokens', 'SELECT, DELETE');
