-- What people did, one row an interval, half-open, in whole milliseconds of the server's clock.
CREATE TABLE intervals (
    organization_id   uuid        NOT NULL,
    -- Who chose the id: the session (posts, manual entries, imports) or the agent. A resend is harmless.
    source_id         uuid        NOT NULL,
    id                uuid        NOT NULL,
    person_id         uuid        NOT NULL,
    session_id        uuid,
    started_at        timestamptz NOT NULL,
    ended_at          timestamptz NOT NULL,
    posted_seconds    integer,     -- posts: what the client said; a session's total is its sum
    device_started_at timestamptz, -- agents: what the device's clock said
    source            text        NOT NULL,
    kind              text        NOT NULL,
    app               text,
    site              text,
    url               text,
    title             text,
    media             text,
    received_at       timestamptz NOT NULL,
    PRIMARY KEY (organization_id, source_id, id),
    -- Who reads a day looks 24 hours before it for what reaches into it.
    CHECK (ended_at >= started_at AND ended_at - started_at <= interval '24 hours')
);
-- For a person's day and, since version 18 skips from person to person, an organization's month.
CREATE INDEX intervals_person ON intervals (organization_id, person_id, started_at);
SELECT astir_protect('intervals');

-- The days whose rollups are to be computed anew: appended by each write, never updated, so that
-- writers do not wait for each other, and none relies on a mark that is about to be taken.
CREATE TABLE day_marks (
    id              bigint GENERATED ALWAYS AS IDENTITY,
    organization_id uuid   NOT NULL,
    person_id       uuid   NOT NULL,
    day             date   NOT NULL,
    PRIMARY KEY (organization_id, person_id, day, id)
);
SELECT astir_protect('day_marks');
