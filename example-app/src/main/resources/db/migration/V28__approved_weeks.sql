-- By which of the organization's choices a closed week was counted: its days are computed by these for as
-- long as it is closed, whatever the organization chooses meanwhile.
ALTER TABLE closed_weeks
    ADD COLUMN night_shifts boolean NOT NULL DEFAULT false,
    ADD COLUMN idle_after_seconds integer NOT NULL DEFAULT 300;
ALTER TABLE closed_weeks NO FORCE ROW LEVEL SECURITY;
ALTER TABLE organizations NO FORCE ROW LEVEL SECURITY;
UPDATE closed_weeks c
SET night_shifts = o.night_shifts_belong_to_start, idle_after_seconds = o.idle_after_seconds
FROM organizations o WHERE o.id = c.organization_id;
ALTER TABLE organizations FORCE ROW LEVEL SECURITY;
ALTER TABLE closed_weeks FORCE ROW LEVEL SECURITY;
ALTER TABLE closed_weeks
    ALTER COLUMN night_shifts DROP DEFAULT,
    ALTER COLUMN idle_after_seconds DROP DEFAULT;

-- What was decided about all days meanwhile holds for a week that is open again, and for the days beside
-- it, which began and ended where it did.
CREATE OR REPLACE FUNCTION astir_mark_opened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM astir_mark(OLD.organization_id, OLD.person_id, OLD.since, OLD.until);
    INSERT INTO day_marks (organization_id, person_id, day)
    VALUES (OLD.organization_id, OLD.person_id, OLD.week - 1),
           (OLD.organization_id, OLD.person_id, OLD.week + 7);
    RETURN NULL;
END $$;
