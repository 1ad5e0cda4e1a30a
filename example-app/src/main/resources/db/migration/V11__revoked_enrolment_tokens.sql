-- A revoked token stays in the list until it would have expired.
ALTER TABLE enrolment_tokens ADD COLUMN revoked_at timestamptz;
