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
    time_zone              text        NOT NULL
        -- The days of people are the database's to tell, so it must know the zone as well.
        CHECK (timezone(time_zone, timestamptz 'epoch') IS NOT NULL),
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
