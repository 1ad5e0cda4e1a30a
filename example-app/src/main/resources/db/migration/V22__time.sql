-- Which zone a person's days are in, day by day: a row holds from its day on, until the next one's.
-- since is when that day begins. So a person who moves moves none of the days that are over.
CREATE TABLE person_zones (
    organization_id uuid        NOT NULL,
    person_id       uuid        NOT NULL,
    from_day        date        NOT NULL,
    since           timestamptz NOT NULL,
    time_zone       text        NOT NULL,
    PRIMARY KEY (organization_id, person_id, from_day),
    FOREIGN KEY (organization_id, person_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
INSERT INTO person_zones (organization_id, person_id, from_day, since, time_zone)
SELECT u.organization_id, u.id, date '1900-01-01', timestamptz '1900-01-01T00:00:00Z',
       COALESCE(u.time_zone, o.time_zone)
FROM users u JOIN organizations o ON o.id = u.organization_id;
SELECT astir_protect('person_zones');
SELECT astir_allow_system('person_zones', 'SELECT');

-- The local day of an instant.
CREATE FUNCTION astir_day_of(organization uuid, person uuid, instant timestamptz) RETURNS date
LANGUAGE sql STABLE AS $$
    SELECT least(greatest((instant AT TIME ZONE z.time_zone)::date, z.from_day), z.next_day - 1)
    FROM (SELECT time_zone, from_day, since, lead(from_day) OVER (ORDER BY from_day) AS next_day
          FROM person_zones WHERE organization_id = organization AND person_id = person) z
    WHERE z.since <= instant ORDER BY z.from_day DESC LIMIT 1
$$;

-- A person's zone is another from now on. Who has recorded nothing yet has it from the first day on;
-- otherwise a day on which time was recorded stays as it is, today as well.
CREATE FUNCTION astir_move_zone(organization uuid, person uuid, zone text, moved timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    today date := astir_day_of(organization, person, moved);
    first date := date '1900-01-01';
BEGIN
    IF EXISTS (SELECT FROM intervals WHERE organization_id = organization AND person_id = person)
       OR EXISTS (SELECT FROM work_sessions WHERE organization_id = organization AND user_id = person)
    THEN
        first := today;
        IF EXISTS (SELECT FROM intervals WHERE organization_id = organization AND person_id = person
                       AND started_at > moved - interval '3 days'
                       AND astir_day_of(organization, person, ended_at) >= today)
           OR EXISTS (SELECT FROM work_sessions WHERE organization_id = organization AND user_id = person
                       AND COALESCE(end_time, 'infinity') > moved - interval '2 days'
                       AND (end_time IS NULL OR astir_day_of(organization, person, end_time) >= today))
        THEN
            first := today + 1;
        END IF;
    END IF;
    DELETE FROM person_zones
    WHERE organization_id = organization AND person_id = person AND from_day >= first;
    INSERT INTO person_zones (organization_id, person_id, from_day, since, time_zone)
    SELECT organization, person, first,
           CASE WHEN first = date '1900-01-01' THEN timestamptz '1900-01-01T00:00:00Z'
                ELSE first::timestamp AT TIME ZONE zone END,
           zone
    WHERE zone IS DISTINCT FROM (
        SELECT time_zone FROM person_zones
        WHERE organization_id = organization AND person_id = person ORDER BY from_day DESC LIMIT 1);
END $$;

CREATE FUNCTION astir_zone_of_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM astir_move_zone(
        NEW.organization_id, NEW.id,
        COALESCE(NEW.time_zone, (SELECT time_zone FROM organizations WHERE id = NEW.organization_id)),
        NEW.updated_at);
    RETURN NULL;
END $$;
CREATE TRIGGER zone_of_new AFTER INSERT ON users
    FOR EACH ROW EXECUTE FUNCTION astir_zone_of_person();
CREATE TRIGGER zone_of_changed AFTER UPDATE OF time_zone ON users
    FOR EACH ROW WHEN (OLD.time_zone IS DISTINCT FROM NEW.time_zone)
    EXECUTE FUNCTION astir_zone_of_person();

CREATE FUNCTION astir_zone_of_organization() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM astir_move_zone(NEW.id, u.id, NEW.time_zone, NEW.updated_at)
    FROM users u WHERE u.organization_id = NEW.id AND u.time_zone IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER zone_of_changed AFTER UPDATE OF time_zone ON organizations
    FOR EACH ROW WHEN (OLD.time_zone <> NEW.time_zone)
    EXECUTE FUNCTION astir_zone_of_organization();

-- What an organization decides about time.
ALTER TABLE organizations
    -- Work that runs over midnight within a session belongs to the day on which that began.
    ADD COLUMN night_shifts_belong_to_start boolean NOT NULL DEFAULT false,
    -- Agents start and stop sessions: from the first activity to an idle time of this length.
    ADD COLUMN automatic_sessions boolean NOT NULL DEFAULT false,
    ADD COLUMN session_ends_after_seconds integer NOT NULL DEFAULT 1800
        CHECK (session_ends_after_seconds BETWEEN 300 AND 86400);

-- Whole weeks, from Monday to Sunday on the person's calendar, that nobody may change any more.
CREATE TABLE closed_weeks (
    organization_id uuid        NOT NULL,
    person_id       uuid        NOT NULL,
    week            date        NOT NULL CHECK (extract(isodow FROM week) = 1),
    -- Its first instant, and the first after it, as it was closed.
    since           timestamptz NOT NULL,
    until           timestamptz NOT NULL,
    PRIMARY KEY (organization_id, person_id, week),
    FOREIGN KEY (organization_id, person_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
SELECT astir_protect('closed_weeks');

-- What came too late for a closed week: it is kept and shown, and counts when that is opened again.
ALTER TABLE intervals ADD COLUMN kept_aside boolean NOT NULL DEFAULT false;

-- What people do on a project.
CREATE TABLE tasks (
    organization_id uuid        NOT NULL,
    project_id      uuid        NOT NULL,
    id              uuid        NOT NULL,
    name            text        NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    created_at      timestamptz NOT NULL,
    deleted_at      timestamptz,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, project_id) REFERENCES projects (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX tasks_of_project ON tasks (organization_id, project_id, lower(name), id);
SELECT astir_protect('tasks');

ALTER TABLE work_sessions
    ADD COLUMN source text NOT NULL DEFAULT 'api' CHECK (source IN ('agent', 'api', 'manual')),
    ADD COLUMN task_id uuid,
    ADD CONSTRAINT work_sessions_task FOREIGN KEY (organization_id, task_id)
        REFERENCES tasks (organization_id, id),
    -- Idle time in it that its person discarded.
    ADD COLUMN discarded_seconds bigint NOT NULL DEFAULT 0,
    DROP COLUMN total_idle_seconds;
ALTER TABLE work_sessions
    ADD COLUMN total_idle_seconds bigint NOT NULL GENERATED ALWAYS AS (
        greatest(posted_idle_seconds + captured_idle_seconds - discarded_seconds, 0)) STORED;

-- What a person said about a stretch of a session, where nothing was recorded or nobody typed.
-- keep: it was work. discard: it was not. reassign: it was work on that project.
-- hand: they corrected the session to begin earlier or end later than was recorded.
CREATE TABLE stated_times (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    person_id       uuid        NOT NULL,
    session_id      uuid        NOT NULL,
    start_time      timestamptz NOT NULL,
    end_time        timestamptz NOT NULL,
    decision        text        NOT NULL CHECK (decision IN ('keep', 'discard', 'reassign', 'hand')),
    project_id      uuid,
    decided_by      uuid        NOT NULL,
    decided_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, person_id) REFERENCES users (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, session_id) REFERENCES work_sessions (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, project_id) REFERENCES projects (organization_id, id),
    CHECK (end_time > start_time),
    CHECK (decision <> 'reassign' OR project_id IS NOT NULL)
);
CREATE INDEX stated_times_of_person ON stated_times (organization_id, person_id, start_time);
CREATE INDEX stated_times_of_session ON stated_times (organization_id, session_id);
SELECT astir_protect('stated_times');

-- What was changed of a session by hand, by whom and why; before is null when it was made by hand.
CREATE TABLE session_corrections (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    person_id       uuid        NOT NULL,
    session_id      uuid        NOT NULL,
    corrected_by    uuid        NOT NULL,
    corrected_at    timestamptz NOT NULL,
    reason          text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    before          jsonb,
    after           jsonb       NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, person_id) REFERENCES users (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, session_id) REFERENCES work_sessions (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX session_corrections_of_session ON session_corrections (organization_id, session_id, corrected_at);
SELECT astir_protect('session_corrections');

-- A person's time of a day, in milliseconds, as one computation left it: of usage_daily and day_totals
-- together, each instant counts once. Made anew from intervals, sessions and what was stated.
CREATE TABLE usage_daily (
    id              bigint GENERATED ALWAYS AS IDENTITY,
    organization_id uuid   NOT NULL,
    person_id       uuid   NOT NULL,
    day             date   NOT NULL,
    -- stated: kept, reassigned or added by hand
    kind            text   NOT NULL CHECK (kind IN ('active', 'idle', 'private', 'stated')),
    app             text   NOT NULL, -- '' for none
    site            text   NOT NULL, -- '' for none
    project_id      uuid,
    task_id         uuid,
    -- The first rule over title or address that matched, of those that look at more than app and site.
    rule_id         uuid,
    milliseconds    bigint NOT NULL CHECK (milliseconds > 0),
    PRIMARY KEY (organization_id, person_id, day, id)
);
CREATE INDEX usage_daily_day ON usage_daily (organization_id, day)
    INCLUDE (person_id, kind, app, site, rule_id, milliseconds);
SELECT astir_protect('usage_daily');

CREATE TABLE day_totals (
    organization_id uuid        NOT NULL,
    person_id       uuid        NOT NULL,
    day             date        NOT NULL,
    -- As they were computed: a night shift moves them. It ends with a session that still runs: null.
    starts_at       timestamptz NOT NULL,
    ends_at         timestamptz,
    active_ms       bigint      NOT NULL, -- worked: private and stated as well
    private_ms      bigint      NOT NULL,
    stated_ms       bigint      NOT NULL,
    idle_ms         bigint      NOT NULL,
    undecided_ms    bigint      NOT NULL, -- of the idle: stretches that await their person's decision
    work_ms         bigint      NOT NULL, -- in sessions, or active outside of them; nothing discarded
    sessions        integer     NOT NULL,
    first_active    timestamptz,
    last_active     timestamptz,
    discarded_ms    bigint      NOT NULL,
    -- From here on a session was still running: all later time until it stops is in a session, too.
    open_from       timestamptz,
    hours           bigint[]    NOT NULL, -- active, by the hour of the local clock, 24 of them
    computed_at     timestamptz NOT NULL,
    PRIMARY KEY (organization_id, person_id, day)
);
CREATE INDEX day_totals_day ON day_totals (organization_id, day);
SELECT astir_protect('day_totals');

-- The days of what a statement touches, but for what is kept aside: it changes no figure, so that an
-- approved day stays as it was approved. A person who is not there has no zone, so the day is null and the
-- statement fails.
CREATE OR REPLACE FUNCTION astir_mark_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH counted AS (
        SELECT organization_id, person_id, started_at, ended_at FROM touched WHERE NOT kept_aside
    ), of_person AS (
        SELECT DISTINCT organization_id, person_id FROM counted
    ), zones AS (
        SELECT z.organization_id, z.person_id, z.time_zone, z.from_day, z.since,
               lead(z.from_day) OVER one AS next_day,
               COALESCE(lead(z.since) OVER one, 'infinity') AS until
        FROM person_zones z JOIN of_person USING (organization_id, person_id)
        WINDOW one AS (PARTITION BY z.organization_id, z.person_id ORDER BY z.from_day)
    ), days AS (
        SELECT DISTINCT t.organization_id, t.person_id,
               least(greatest((t.started_at AT TIME ZONE a.time_zone)::date, a.from_day), a.next_day - 1)
                   AS first_day,
               least(greatest((t.last_at AT TIME ZONE b.time_zone)::date, b.from_day), b.next_day - 1)
                   AS last_day
        FROM (SELECT organization_id, person_id, started_at,
                     greatest(started_at, ended_at - interval '1 microsecond') AS last_at FROM counted) t
        LEFT JOIN zones a ON a.organization_id = t.organization_id AND a.person_id = t.person_id
            AND t.started_at >= a.since AND t.started_at < a.until
        LEFT JOIN zones b ON b.organization_id = t.organization_id AND b.person_id = t.person_id
            AND t.last_at >= b.since AND t.last_at < b.until
    )
    INSERT INTO day_marks (organization_id, person_id, day)
    SELECT organization_id, person_id, least(first_day, last_day) + further
    FROM days
    -- Clocks that go back over midnight can put the last day before the first.
    LEFT JOIN LATERAL generate_series(0, abs(last_day - first_day)) AS further ON true;
    RETURN NULL;
END $$;

-- The days from one instant up to another.
CREATE FUNCTION astir_mark(organization uuid, person uuid, started timestamptz, ended timestamptz)
RETURNS void LANGUAGE sql AS $$
    INSERT INTO day_marks (organization_id, person_id, day)
    SELECT organization, person, d::date
    FROM generate_series(
        astir_day_of(organization, person, started)::timestamp,
        astir_day_of(organization, person, greatest(started, ended - interval '1 microsecond'))::timestamp,
        interval '1 day') AS d
$$;

CREATE FUNCTION astir_mark_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM astir_mark(OLD.organization_id, OLD.user_id, OLD.start_time, COALESCE(OLD.end_time, OLD.start_time));
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM astir_mark(NEW.organization_id, NEW.user_id, NEW.start_time, COALESCE(NEW.end_time, NEW.start_time));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER mark_session AFTER INSERT ON work_sessions
    FOR EACH ROW EXECUTE FUNCTION astir_mark_session();
-- Not for what is counted in it, at each post.
CREATE TRIGGER mark_changed_session AFTER UPDATE ON work_sessions FOR EACH ROW
    WHEN ((OLD.start_time, OLD.end_time, OLD.project_id, OLD.task_id)
        IS DISTINCT FROM (NEW.start_time, NEW.end_time, NEW.project_id, NEW.task_id))
    EXECUTE FUNCTION astir_mark_session();
CREATE TRIGGER mark_deleted_session AFTER DELETE ON work_sessions FOR EACH ROW
    WHEN (current_setting('astir.unmarked', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION astir_mark_session();

CREATE FUNCTION astir_mark_stated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM astir_mark(OLD.organization_id, OLD.person_id, OLD.start_time, OLD.end_time);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM astir_mark(NEW.organization_id, NEW.person_id, NEW.start_time, NEW.end_time);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER mark_stated AFTER INSERT OR UPDATE ON stated_times
    FOR EACH ROW EXECUTE FUNCTION astir_mark_stated();
CREATE TRIGGER mark_deleted_stated AFTER DELETE ON stated_times FOR EACH ROW
    WHEN (current_setting('astir.unmarked', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION astir_mark_stated();

-- Another rule about all days has them computed anew; those of closed weeks stay as they were approved.
CREATE FUNCTION astir_mark_all() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO day_marks (organization_id, person_id, day)
    SELECT DISTINCT t.organization_id, t.person_id, t.day + further
    FROM day_totals t CROSS JOIN generate_series(0, 1) AS further
    WHERE t.organization_id = NEW.id AND NOT EXISTS (
        SELECT FROM closed_weeks c
        WHERE c.organization_id = t.organization_id AND c.person_id = t.person_id
          AND t.day + further BETWEEN c.week AND c.week + 6);
    RETURN NULL;
END $$;
CREATE TRIGGER mark_all AFTER UPDATE ON organizations FOR EACH ROW
    WHEN ((OLD.night_shifts_belong_to_start, OLD.idle_after_seconds)
        IS DISTINCT FROM (NEW.night_shifts_belong_to_start, NEW.idle_after_seconds))
    EXECUTE FUNCTION astir_mark_all();

-- Who is gone leaves nothing behind, as a foreign key would see to.
CREATE OR REPLACE FUNCTION astir_remove_intervals() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    marking text := current_setting('astir.unmarked', true);
    kept text;
BEGIN
    PERFORM set_config('astir.unmarked', 'on', true);
    FOREACH kept IN ARRAY ARRAY['intervals', 'day_marks', 'usage_daily', 'day_totals'] LOOP
        IF TG_TABLE_NAME = 'users' THEN
            EXECUTE format('DELETE FROM %I t USING gone
                WHERE t.organization_id = gone.organization_id AND t.person_id = gone.id', kept);
        ELSE
            EXECUTE format('DELETE FROM %I WHERE organization_id IN (SELECT id FROM gone)', kept);
        END IF;
    END LOOP;
    PERFORM set_config('astir.unmarked', COALESCE(marking, ''), true);
    RETURN NULL;
END $$;

-- Which organizations have days to compute is asked before one is chosen.
SELECT astir_allow_system('day_marks', 'SELECT');
-- What was there before has its days computed, too; intervals marked theirs as they came.
ALTER TABLE work_sessions NO FORCE ROW LEVEL SECURITY;
INSERT INTO day_marks (organization_id, person_id, day)
SELECT organization_id, user_id, astir_day_of(organization_id, user_id, start_time) FROM work_sessions;
ALTER TABLE work_sessions FORCE ROW LEVEL SECURITY;
