-- Weeks that people sent, and what was decided of them. A week without a row is a draft. Those that are
-- approved have a row of closed_weeks, too.
CREATE TABLE timesheets (
    organization_id uuid        NOT NULL,
    person_id       uuid        NOT NULL,
    week            date        NOT NULL CHECK (extract(isodow FROM week) = 1),
    state           text        NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'rejected')),
    submitted_at    timestamptz,
    decided_at      timestamptz,
    decided_by      uuid,
    reason          text        CHECK (length(reason) BETWEEN 1 AND 500),
    PRIMARY KEY (organization_id, person_id, week),
    FOREIGN KEY (organization_id, person_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX timesheets_by_state ON timesheets (organization_id, state, week);
SELECT astir_protect('timesheets');

-- What was done with a week, one row after the other.
CREATE TABLE timesheet_steps (
    organization_id uuid        NOT NULL,
    id              bigint GENERATED ALWAYS AS IDENTITY,
    person_id       uuid        NOT NULL,
    week            date        NOT NULL,
    action          text        NOT NULL
        CHECK (action IN ('submitted', 'withdrawn', 'approved', 'rejected', 'reopened')),
    taken_at        timestamptz NOT NULL,
    taken_by        uuid        NOT NULL,
    reason          text        CHECK (length(reason) BETWEEN 1 AND 500),
    PRIMARY KEY (organization_id, person_id, week, id),
    FOREIGN KEY (organization_id, person_id, week)
        REFERENCES timesheets (organization_id, person_id, week) ON DELETE CASCADE
);
SELECT astir_protect('timesheet_steps');

-- What came too late for a closed week: few of all intervals.
CREATE INDEX intervals_kept_aside ON intervals (organization_id, person_id, started_at) WHERE kept_aside;

-- The times that are closed for a person. Whoever stores intervals asks here, and shares the weeks until
-- its transaction ends; whoever closes or opens one waits for them, and the next sees what became of it:
-- each statement of a volatile function has a snapshot of its own.
CREATE FUNCTION astir_closed_times(organization uuid, person uuid) RETURNS tstzmultirange
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(person::text, 24));
    RETURN (SELECT COALESCE(range_agg(tstzrange(since, until)), '{}') FROM closed_weeks
            WHERE organization_id = organization AND person_id = person);
END $$;

-- What was decided about all days meanwhile holds for a week that is open again.
CREATE FUNCTION astir_mark_opened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM astir_mark(OLD.organization_id, OLD.person_id, OLD.since, OLD.until);
    RETURN NULL;
END $$;
CREATE TRIGGER mark_opened AFTER DELETE ON closed_weeks FOR EACH ROW
    WHEN (current_setting('astir.unmarked', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION astir_mark_opened();
