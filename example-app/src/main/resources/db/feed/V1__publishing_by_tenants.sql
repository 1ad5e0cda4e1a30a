-- Runs after the stream's own migrations. A transaction of a tenant may put events of its own
-- organization into the stream's outbox, so that they are published if, and only if, it commits;
-- it may do nothing else with the stream's tables. Reading back the number of a row that was just
-- written is part of writing it.

-- Another node may be granting the same table to the second role now, see StreamSchema.migrate.
SELECT pg_advisory_xact_lock(hashtext('astir_stream_grants'));

GRANT INSERT, SELECT (number) ON activity_outbox TO astir_tenant;

ALTER TABLE activity_outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE activity_outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON activity_outbox TO astir_tenant
    USING (feed = NULLIF(current_setting('astir.organization', true), ''))
    WITH CHECK (feed = NULLIF(current_setting('astir.organization', true), ''));
-- The stream runs as the second role.
CREATE POLICY system ON activity_outbox TO astir_system USING (true) WITH CHECK (true);
-- Later migrations of the stream run as the owner, whom FORCE would keep from the rows.
CREATE POLICY owner ON activity_outbox TO CURRENT_USER USING (true) WITH CHECK (true);
