CREATE TABLE users (
    organization_id uuid        NOT NULL REFERENCES organizations ON DELETE CASCADE,
    id              uuid        NOT NULL,
    name            text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    email           text        NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    password_hash   text        NOT NULL,
    role            text        NOT NULL CHECK (role IN ('employee', 'manager', 'admin')),
    status          text        NOT NULL CHECK (status IN ('active', 'suspended')),
    time_zone       text CHECK (time_zone IS NULL OR timezone(time_zone, timestamptz 'epoch') IS NOT NULL),
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX users_email ON users (organization_id, lower(email));
CREATE INDEX users_by_name ON users (organization_id, lower(name), id);
-- For the look-up at login, which knows no organization yet.
CREATE INDEX users_email_anywhere ON users (lower(email));
SELECT astir_protect('users');
SELECT astir_allow_system('users', 'SELECT');

-- One login, with all the tokens that came from it.
CREATE TABLE token_families (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    revoked_at      timestamptz,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX token_families_user ON token_families (organization_id, user_id);
SELECT astir_protect('token_families');
SELECT astir_allow_system('token_families', 'SELECT');

-- Only the SHA-256 of a refresh token is stored.
CREATE TABLE refresh_tokens (
    organization_id uuid        NOT NULL,
    hash            bytea       NOT NULL,
    family_id       uuid        NOT NULL,
    expires_at      timestamptz NOT NULL,
    used_at         timestamptz,
    PRIMARY KEY (organization_id, hash),
    FOREIGN KEY (organization_id, family_id) REFERENCES token_families (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX refresh_tokens_family ON refresh_tokens (organization_id, family_id);
-- A token is looked up before its organization is known. Its 256 random bits make it unique.
CREATE INDEX refresh_tokens_hash ON refresh_tokens (hash);
SELECT astir_protect('refresh_tokens');
SELECT astir_allow_system('refresh_tokens', 'SELECT');
