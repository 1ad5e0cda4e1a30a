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

-- A session that runs is in all days from its start on for which something is known.
CREATE OR REPLACE FUNCTION astir_mark_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM astir_mark(OLD.organization_id, OLD.user_id, OLD.start_time, COALESCE(OLD.end_time, OLD.start_time));
        IF OLD.end_time IS NULL THEN
            INSERT INTO day_marks (organization_id, person_id, day)
            SELECT organization_id, person_id, day FROM day_totals
            WHERE organization_id = OLD.organization_id AND person_id = OLD.user_id
              AND day > astir_day_of(OLD.organization_id, OLD.user_id, OLD.start_time);
        END IF;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM astir_mark(NEW.organization_id, NEW.user_id, NEW.start_time, COALESCE(NEW.end_time, NEW.start_time));
        IF NEW.end_time IS NULL THEN
            INSERT INTO day_marks (organization_id, person_id, day)
            SELECT organization_id, person_id, day FROM day_totals
            WHERE organization_id = NEW.organization_id AND person_id = NEW.user_id
              AND day > astir_day_of(NEW.organization_id, NEW.user_id, NEW.start_time);
        END IF;
    END IF;
    RETURN NULL;
END $$;
