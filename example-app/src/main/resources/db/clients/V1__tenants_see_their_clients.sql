-- Runs after the tracker's own migrations. The tracker's tables have no organization: a client is an
-- id. A tenant's transaction sees the rows of its own people, devices and tokens, because the look-ups
-- below are its own, behind the wall of those tables; without an organization it sees none. It may
-- delete what it sees, for who is erased, and write nothing.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY ['client_activity', 'client_activity_daily'] LOOP
        EXECUTE format('GRANT SELECT, DELETE ON %I TO astir_tenant', name);
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        -- Each list is read once for a statement.
        EXECUTE format($policy$
            CREATE POLICY tenant ON %I TO astir_tenant
            USING (client_id IN (SELECT CAST(id AS text) FROM users)
                   OR client_id IN (SELECT CAST(id AS text) FROM agents)
                   OR client_id IN (SELECT CAST(id AS text) FROM api_tokens))
            WITH CHECK (false)
            $policy$, name);
        -- The tracker writes as the second role.
        EXECUTE format('CREATE POLICY system ON %I TO astir_system USING (true) WITH CHECK (true)', name);
        -- Later migrations of the tracker run as the owner, whom FORCE would keep from the rows.
        EXECUTE format('CREATE POLICY owner ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    END LOOP;
END $$;

-- Old days are swept. Updates change neither column, so they stay in their page.
CREATE INDEX client_activity_daily_day ON client_activity_daily (day);
