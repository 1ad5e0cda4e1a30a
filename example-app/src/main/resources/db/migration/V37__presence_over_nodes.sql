-- Whether everybody was told that the person is here. Who changes it tells the next: one node, whichever
-- notices, and wherever the devices are kept. Who is here when this is migrated is told once more.
ALTER TABLE presence_last_seen ADD COLUMN here boolean NOT NULL DEFAULT false;
CREATE INDEX presence_last_seen_here ON presence_last_seen (organization_id, user_id) WHERE here;
-- Who was told to be here, and has no device any more, is looked for across organizations.
SELECT astir_allow_system('presence_last_seen', 'SELECT');
