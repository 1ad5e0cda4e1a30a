-- Marks each local day, in the zone of its person, that an interval of the statement touches.
-- A person who is not there has no zone, so the day is null and the statement fails.
CREATE FUNCTION mark_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO day_marks (organization_id, person_id, day)
    SELECT organization_id, person_id, least(first_day, last_day) + further
    FROM (SELECT DISTINCT t.organization_id, t.person_id,
                 (t.started_at AT TIME ZONE p.time_zone)::date AS first_day,
                 (greatest(t.started_at, t.ended_at - interval '1 microsecond')
                     AT TIME ZONE p.time_zone)::date AS last_day
          FROM touched t
          LEFT JOIN people p ON p.organization_id = t.organization_id AND p.id = t.person_id) AS days
    -- Clocks that go back over midnight can put the last day before the first.
    LEFT JOIN LATERAL generate_series(0, abs(last_day - first_day)) AS further ON true;
    RETURN NULL;
END $$;

CREATE TRIGGER mark_inserted AFTER INSERT ON intervals
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION mark_days();
CREATE TRIGGER mark_updated_from AFTER UPDATE ON intervals
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION mark_days();
CREATE TRIGGER mark_updated_to AFTER UPDATE ON intervals
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION mark_days();
-- Retention and erasure set astir.unmarked: a day computed anew after them would become empty.
CREATE TRIGGER mark_deleted AFTER DELETE ON intervals
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT
    WHEN (current_setting('astir.unmarked', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION mark_days();
