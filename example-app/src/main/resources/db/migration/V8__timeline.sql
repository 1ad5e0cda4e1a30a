-- What people did: one row an interval, whichever way it came. source_id is who chose the id, the
-- session of an API post or the agent, so that nobody can occupy another's ids, and a resend is
-- harmless. The intakes never change a row. No foreign keys, which each row would pay for: the intakes
-- hold the session or the device, and triggers below remove what belonged to who is gone.
CREATE TABLE intervals (
    organization_id   uuid        NOT NULL,
    source_id         uuid        NOT NULL,
    id                uuid        NOT NULL,
    person_id         uuid        NOT NULL,
    session_id        uuid,
    -- Corrected by the device's skew, to the microsecond; [started_at, ended_at).
    started_at        timestamptz NOT NULL,
    ended_at          timestamptz NOT NULL,
    posted_seconds    integer,
    device_started_at timestamptz,
    source            text        NOT NULL CHECK (source IN ('api', 'agent')),
    kind              text        NOT NULL CHECK (kind IN ('active', 'idle', 'private')),
    app               text,
    site              text,
    url               text,
    title             text,
    media             text,
    received_at       timestamptz NOT NULL,
    PRIMARY KEY (organization_id, source_id, id),
    CHECK (ended_at >= started_at AND ended_at - started_at <= interval '24 hours'),
    CHECK ((posted_seconds IS NOT NULL) = (source = 'api')),
    CHECK ((device_started_at IS NOT NULL) = (source = 'agent'))
);
-- For days and months alike: a month of an organization names its people.
CREATE INDEX intervals_person ON intervals (organization_id, person_id, started_at);
SELECT astir_protect('intervals');

-- Local days whose figures are out of date. Marks are appended, never updated, so that writers do
-- not wait for each other; whoever recomputes a day deletes the marks that it saw.
CREATE TABLE day_marks (
    id              bigint GENERATED ALWAYS AS IDENTITY,
    organization_id uuid   NOT NULL,
    person_id       uuid   NOT NULL,
    day             date   NOT NULL,
    PRIMARY KEY (organization_id, person_id, day, id)
);
SELECT astir_protect('day_marks');

-- Marks each local day, in the zone of its person, that an interval of the statement touches. A
-- person who is not there has no zone, so the day is null and the statement fails.
CREATE FUNCTION astir_mark_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO day_marks (organization_id, person_id, day)
    SELECT organization_id, person_id, least(first_day, last_day) + further
    FROM (SELECT DISTINCT t.organization_id, t.person_id,
                 (t.started_at AT TIME ZONE zone.name)::date AS first_day,
                 (greatest(t.started_at, t.ended_at - interval '1 microsecond')
                     AT TIME ZONE zone.name)::date AS last_day
          FROM touched t
          LEFT JOIN organizations o ON o.id = t.organization_id
          LEFT JOIN users u ON u.organization_id = o.id AND u.id = t.person_id
          CROSS JOIN LATERAL (
              SELECT CASE WHEN u.id IS NOT NULL THEN COALESCE(u.time_zone, o.time_zone) END
              ) AS zone (name)) AS days
    -- Clocks that go back over midnight can put the last day before the first.
    LEFT JOIN LATERAL generate_series(0, abs(last_day - first_day)) AS further ON true;
    RETURN NULL;
END $$;

CREATE TRIGGER mark_inserted AFTER INSERT ON intervals
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION astir_mark_days();
CREATE TRIGGER mark_updated_from AFTER UPDATE ON intervals
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION astir_mark_days();
CREATE TRIGGER mark_updated_to AFTER UPDATE ON intervals
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION astir_mark_days();
-- Retention and erasure set astir.unmarked: a day computed anew after them would become empty.
CREATE TRIGGER mark_deleted AFTER DELETE ON intervals
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT
    WHEN (current_setting('astir.unmarked', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION astir_mark_days();

-- Who is gone leaves nothing behind, as a foreign key would see to.
CREATE FUNCTION astir_remove_intervals() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    marking text := current_setting('astir.unmarked', true);
BEGIN
    PERFORM set_config('astir.unmarked', 'on', true);
    IF TG_TABLE_NAME = 'users' THEN
        DELETE FROM intervals i USING gone
        WHERE i.organization_id = gone.organization_id AND i.person_id = gone.id;
        DELETE FROM day_marks m USING gone
        WHERE m.organization_id = gone.organization_id AND m.person_id = gone.id;
    ELSE
        DELETE FROM intervals WHERE organization_id IN (SELECT id FROM gone);
        DELETE FROM day_marks WHERE organization_id IN (SELECT id FROM gone);
    END IF;
    PERFORM set_config('astir.unmarked', COALESCE(marking, ''), true);
    RETURN NULL;
END $$;
CREATE TRIGGER remove_intervals AFTER DELETE ON users
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION astir_remove_intervals();
CREATE TRIGGER remove_intervals AFTER DELETE ON organizations
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION astir_remove_intervals();
