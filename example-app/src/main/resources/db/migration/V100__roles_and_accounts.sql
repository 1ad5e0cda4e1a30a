-- The two roles that the app's connections take. They log in nowhere and own nothing. Roles belong
-- to the whole server, so they may exist already.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY ['astir_tenant', 'astir_system'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', name);
                EXECUTE format('GRANT %I TO CURRENT_USER', name);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL; -- another database of this server was quicker
            END;
        END IF;
        IF NOT pg_has_role(CURRENT_USER, name, 'MEMBER') THEN
            EXECUTE format('GRANT %I TO CURRENT_USER', name);
        END IF;
    END LOOP;
END $$;

GRANT USAGE ON SCHEMA public TO astir_tenant, astir_system;

-- The wall of a table that has organization_id: a tenant's connection sees and writes only rows of
-- the organization that its transaction named, and none at all when it named none.
CREATE FUNCTION astir_protect(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format($policy$
        CREATE POLICY tenant ON %s TO astir_tenant
        USING (organization_id = NULLIF(current_setting('astir.organization', true), '')::uuid)
        WITH CHECK (organization_id = NULLIF(current_setting('astir.organization', true), '')::uuid)
        $policy$, target);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO astir_tenant', target);
END $$;

-- Look-ups before a tenant is known, and jobs across tenants: exactly the named privileges.
CREATE FUNCTION astir_allow_system(target regclass, privileges text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = target AND polname = 'system') THEN
        EXECUTE format('CREATE POLICY system ON %s TO astir_system USING (true) WITH CHECK (true)', target);
    END IF;
    EXECUTE format('GRANT %s ON %s TO astir_system', privileges, target);
END $$;

REVOKE ALL ON FUNCTION astir_protect(regclass), astir_allow_system(regclass, text) FROM PUBLIC;

CREATE TABLE organizations (
    id                     uuid        PRIMARY KEY,
    name                   text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    time_zone              text        NOT NULL,
    idle_after_seconds     integer     NOT NULL DEFAULT 300 CHECK (idle_after_seconds BETWEEN 30 AND 86400),
    overtime_after_seconds integer     NOT NULL DEFAULT 32400 CHECK (overtime_after_seconds BETWEEN 60 AND 86400),
    idle_alerts            boolean     NOT NULL DEFAULT false,
    capture_titles         boolean     NOT NULL DEFAULT false,
    introspection          boolean     NOT NULL DEFAULT false,
    retention_days         integer     NOT NULL DEFAULT 365 CHECK (retention_days BETWEEN 1 AND 3650),
    plan_type              text        NOT NULL DEFAULT 'standard',
    created_at             timestamptz NOT NULL,
    updated_at             timestamptz NOT NULL
);
ALTER TABLE organizations ENABLE ROW LEVEL SECURITY;
ALTER TABLE organizations FORCE ROW LEVEL SECURITY;
-- As astir_protect does, for the one table whose own id is the organization's.
CREATE POLICY tenant ON organizations TO astir_tenant
    USING (id = NULLIF(current_setting('astir.organization', true), '')::uuid)
    WITH CHECK (id = NULLIF(current_setting('astir.organization', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON organizations TO astir_tenant;
SELECT astir_allow_system('organizations', 'SELECT');

CREATE TABLE users (
    id              uuid        PRIMARY KEY,
    organization_id uuid        NOT NULL REFERENCES organizations ON DELETE CASCADE,
    name            text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    email           text        NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    password_hash   text        NOT NULL,
    role            text        NOT NULL CHECK (role IN ('EMPLOYEE', 'MANAGER', 'ADMIN')),
    status          text        NOT NULL CHECK (status IN ('ACTIVE', 'SUSPENDED')),
    time_zone       text,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    UNIQUE (organization_id, id)
);
CREATE UNIQUE INDEX users_email ON users (organization_id, lower(email));
-- For the look-up at login, which knows no organization yet.
CREATE INDEX users_email_anywhere ON users (lower(email));
SELECT astir_protect('users');
SELECT astir_allow_system('users', 'SELECT');

-- One login, with all the tokens that came from it.
CREATE TABLE token_families (
    id              uuid        PRIMARY KEY,
    organization_id uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    revoked_at      timestamptz,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX token_families_user ON token_families (organization_id, user_id);
SELECT astir_protect('token_families');
SELECT astir_allow_system('token_families', 'SELECT');

-- Only the SHA-256 of a refresh token is stored.
CREATE TABLE refresh_tokens (
    hash            bytea       PRIMARY KEY,
    organization_id uuid        NOT NULL,
    family_id       uuid        NOT NULL,
    expires_at      timestamptz NOT NULL,
    used_at         timestamptz,
    FOREIGN KEY (organization_id, family_id) REFERENCES token_families (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX refresh_tokens_family ON refresh_tokens (organization_id, family_id);
SELECT astir_protect('refresh_tokens');
SELECT astir_allow_system('refresh_tokens', 'SELECT');
