-- Of a day that retention has begun to delete: what is left must not be computed anew, it is less.
ALTER TABLE day_totals ADD COLUMN is_final boolean NOT NULL DEFAULT false;

-- As it was, but that nothing is marked for somebody who is gone: who has no zone any more has no days.
CREATE OR REPLACE FUNCTION astir_mark_opened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM astir_mark(OLD.organization_id, OLD.person_id, OLD.since - interval '1 day',
                       OLD.until + interval '1 day');
    RETURN NULL;
END $$;
