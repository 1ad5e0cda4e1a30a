-- Servers that vouch for an organization's people (OpenID Connect).
CREATE TABLE identity_providers (
    organization_id uuid        NOT NULL REFERENCES organizations ON DELETE CASCADE,
    id              uuid        NOT NULL,
    name            text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    issuer          text        NOT NULL CHECK (length(issuer) BETWEEN 1 AND 500),
    client_id       text        NOT NULL CHECK (length(client_id) BETWEEN 1 AND 500),
    -- Sealed by the app; null where the provider knows the app by its client id alone.
    client_secret   bytea,
    allowed_domains text[]      NOT NULL,
    role_claim      text,
    admin_values    text[]      NOT NULL,
    manager_values  text[]      NOT NULL,
    enabled         boolean     NOT NULL,
    auto_create     boolean     NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX identity_providers_issuer ON identity_providers (organization_id, issuer);
-- Who signs in knows their e-mail, and not yet the organization.
CREATE INDEX identity_providers_domains ON identity_providers USING gin (allowed_domains);
CREATE INDEX identity_providers_id ON identity_providers (id);
SELECT astir_protect('identity_providers');
SELECT astir_allow_system('identity_providers', 'SELECT');

-- Whom a provider means by its own name for somebody, which outlives names and e-mails.
CREATE TABLE identity_links (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    provider_id     uuid        NOT NULL,
    issuer          text        NOT NULL,
    subject         text        NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
    user_id         uuid        NOT NULL,
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, provider_id) REFERENCES identity_providers (organization_id, id)
        ON DELETE CASCADE,
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX identity_links_subject ON identity_links (organization_id, issuer, subject);
CREATE INDEX identity_links_user ON identity_links (organization_id, user_id);
CREATE INDEX identity_links_provider ON identity_links (organization_id, provider_id);
SELECT astir_protect('identity_links');
SELECT astir_allow_system('identity_links', 'SELECT');

-- What came back from a provider once does so no second time, on whatever node.
CREATE TABLE used_sign_in_states (
    organization_id uuid        NOT NULL REFERENCES organizations ON DELETE CASCADE,
    hash            bytea       NOT NULL,
    expires_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, hash)
);
CREATE INDEX used_sign_in_states_expiry ON used_sign_in_states (expires_at);
SELECT astir_protect('used_sign_in_states');
SELECT astir_allow_system('used_sign_in_states', 'SELECT, DELETE');

-- Whether anybody but administrators signs in by password.
ALTER TABLE organizations ADD COLUMN passwords_allowed boolean NOT NULL DEFAULT true;

-- Who let the person in; null for a password. It stays when the provider is gone: a sign-in by it is
-- none by a password then.
ALTER TABLE token_families ADD COLUMN provider_id uuid;
