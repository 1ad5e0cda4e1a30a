-- Whether somebody has a second factor: what is asked with each sign-in. The feature that stores the
-- factors writes it in the same transaction.
ALTER TABLE users ADD COLUMN second_factor boolean NOT NULL DEFAULT false;
ALTER TABLE organizations ADD COLUMN require_second_factor boolean NOT NULL DEFAULT false;

-- Secrets of authenticator apps, encrypted by the app's own secret.
CREATE TABLE totp_secrets (
    organization_id uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    -- The one that counts; null before the first was confirmed.
    sealed          bytea,
    confirmed_at    timestamptz,
    -- Of the last code that was used: each counts once.
    last_step       bigint      NOT NULL DEFAULT 0,
    -- The one that is being set up.
    pending         bytea,
    pending_until   timestamptz,
    PRIMARY KEY (organization_id, user_id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
SELECT astir_protect('totp_secrets');

-- Of a recovery code, only an HMAC is stored.
CREATE TABLE recovery_codes (
    organization_id uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    hash            bytea       NOT NULL,
    created_at      timestamptz NOT NULL,
    used_at         timestamptz,
    PRIMARY KEY (organization_id, user_id, hash),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
SELECT astir_protect('recovery_codes');

-- Public keys of passkeys (WebAuthn credentials).
CREATE TABLE passkeys (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    name            text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    credential_id   bytea       NOT NULL CHECK (length(credential_id) BETWEEN 1 AND 1023),
    public_key      bytea       NOT NULL,
    signature_count bigint      NOT NULL,
    created_at      timestamptz NOT NULL,
    last_used_at    timestamptz,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX passkeys_user ON passkeys (organization_id, user_id, created_at);
CREATE UNIQUE INDEX passkeys_credential ON passkeys (organization_id, credential_id);
SELECT astir_protect('passkeys');

-- What somebody was asked: to finish signing in with a second factor, or to make a passkey. Only the
-- SHA-256 of its token is stored.
CREATE TABLE factor_challenges (
    organization_id uuid        NOT NULL,
    hash            bytea       NOT NULL,
    user_id         uuid        NOT NULL,
    -- The sign-in that it belongs to; null while that has not begun.
    family_id       uuid,
    -- By which password somebody came this far (SHA-256 of its hash): another one ends it.
    password        bytea       NOT NULL,
    -- What an authenticator was asked to sign.
    options         text,
    attempts        integer     NOT NULL DEFAULT 0,
    expires_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, hash),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX factor_challenges_user ON factor_challenges (organization_id, user_id);
-- A token is looked up before its organization is known. Its 256 random bits make it unique.
CREATE INDEX factor_challenges_hash ON factor_challenges (hash);
CREATE INDEX factor_challenges_expiry ON factor_challenges (expires_at);
SELECT astir_protect('factor_challenges');
SELECT astir_allow_system('factor_challenges', 'SELECT, DELETE');
