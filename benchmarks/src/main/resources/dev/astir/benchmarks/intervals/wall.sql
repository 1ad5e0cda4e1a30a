-- What the app's own migrations have: the role of tenants, which logs in nowhere and owns nothing,
-- the wall of a table, and people.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'astir_tenant') THEN
        CREATE ROLE astir_tenant NOLOGIN NOINHERIT;
    END IF;
END $$;

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

CREATE TABLE people (
    organization_id uuid NOT NULL,
    id              uuid NOT NULL,
    time_zone       text NOT NULL,
    PRIMARY KEY (organization_id, id)
);
SELECT astir_protect('people');
