-- Whether a mail tells of others than who gets it, and is taken back when one of them is erased.
ALTER TABLE mails ADD COLUMN about_people boolean NOT NULL DEFAULT false;
UPDATE mails m SET about_people = true
WHERE status = 'waiting'
  AND (attachment IS NOT NULL
       OR EXISTS (SELECT FROM saved_report_recipients r
                  WHERE r.organization_id = m.organization_id AND r.mail_id = m.id));
