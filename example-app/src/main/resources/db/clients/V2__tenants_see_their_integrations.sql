-- An integration is a client as well: a tenant sees when its own were seen.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY ['client_activity', 'client_activity_daily'] LOOP
        EXECUTE format($policy$
            ALTER POLICY tenant ON %I
            USING (client_id IN (SELECT CAST(id AS text) FROM users)
                   OR client_id IN (SELECT CAST(id AS text) FROM agents)
                   OR client_id IN (SELECT CAST(id AS text) FROM api_tokens)
                   OR client_id IN (SELECT CAST(id AS text) FROM integrations))
            $policy$, name);
    END LOOP;
END $$;
