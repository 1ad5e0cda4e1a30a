-- A person's own webhook, which is told of the alerts that they may see; null for the organization's.
ALTER TABLE webhooks ADD COLUMN user_id uuid;
ALTER TABLE webhooks ADD FOREIGN KEY (organization_id, user_id)
    REFERENCES users (organization_id, id) ON DELETE CASCADE;
CREATE UNIQUE INDEX webhooks_own ON webhooks (organization_id, user_id) WHERE user_id IS NOT NULL;
-- It rests while its person may not come in.
ALTER TABLE webhooks DROP CONSTRAINT webhooks_paused_because_check;
ALTER TABLE webhooks ADD CONSTRAINT webhooks_paused_because_check
    CHECK (paused_because IN ('by-hand', 'gone', 'failing', 'no-access'));

-- Types of alerts of which it is not told: at first of all.
ALTER TABLE notification_choices ADD COLUMN not_by_webhook text[] NOT NULL DEFAULT '{}';
