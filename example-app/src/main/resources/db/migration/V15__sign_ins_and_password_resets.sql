-- What a person needs to know their sign-ins by. Those from before are known by their times alone.
ALTER TABLE token_families ADD COLUMN last_used_at timestamptz;
ALTER TABLE token_families ADD COLUMN address text CHECK (length(address) <= 64);
ALTER TABLE token_families ADD COLUMN user_agent text CHECK (length(user_agent) <= 300);
UPDATE token_families SET last_used_at = created_at;
ALTER TABLE token_families ALTER COLUMN last_used_at SET DEFAULT now();
ALTER TABLE token_families ALTER COLUMN last_used_at SET NOT NULL;

-- A sign-in that was let in by an older password must not begin any more.
ALTER TABLE users ADD COLUMN password_changed_at timestamptz;
UPDATE users SET password_changed_at = created_at;
ALTER TABLE users ALTER COLUMN password_changed_at SET DEFAULT now();
ALTER TABLE users ALTER COLUMN password_changed_at SET NOT NULL;

-- Somebody forgot their password. With a hash it is a link, of which only the SHA-256 of its token
-- is stored; without one it waits for an administrator to take a link for them.
CREATE TABLE password_resets (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    token_hash      bytea,
    requested_at    timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    -- The administrator who took the link; null where the person asked for it.
    issued_by       uuid,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX password_resets_user ON password_resets (organization_id, user_id);
CREATE UNIQUE INDEX password_resets_waiting ON password_resets (organization_id, user_id)
    WHERE token_hash IS NULL;
-- A token is looked up before its organization is known. Its 256 random bits make it unique.
CREATE INDEX password_resets_token ON password_resets (token_hash) WHERE token_hash IS NOT NULL;
CREATE INDEX password_resets_expiry ON password_resets (expires_at);
SELECT astir_protect('password_resets');
SELECT astir_allow_system('password_resets', 'SELECT, DELETE');
