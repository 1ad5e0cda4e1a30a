-- What an administrator asks the trail for: who did it. And what retention asks: how old it is.
CREATE INDEX audit_entries_by_actor ON audit_entries (organization_id, actor_id, at DESC, id DESC);
CREATE INDEX audit_entries_age ON audit_entries USING brin (at);
-- Tenants take nothing back; the app itself deletes what is too old, and makes those who were erased
-- unrecognizable.
SELECT astir_allow_system('audit_entries', 'SELECT, DELETE, UPDATE (details, via)');

-- A person who was erased stays as a row without name and e-mail, so that what must be kept has an
-- actor that says nothing.
ALTER TABLE users ADD COLUMN erased_at timestamptz;

-- Somebody wants their data erased; one open wish a person.
CREATE TABLE erasure_requests (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    reason          text,
    status          text        NOT NULL CHECK (status IN ('open', 'withdrawn', 'declined')),
    requested_at    timestamptz NOT NULL,
    answered_at     timestamptz,
    answered_by     uuid,
    note            text,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE,
    CHECK ((status = 'open') = (answered_at IS NULL))
);
CREATE UNIQUE INDEX erasure_requests_open ON erasure_requests (organization_id, user_id)
    WHERE status = 'open';
CREATE INDEX erasure_requests_by_time ON erasure_requests (organization_id, requested_at DESC, id DESC);
SELECT astir_protect('erasure_requests');

-- An erasure that has begun: what is left to do when a node dies in the middle of it. The names are
-- those by which others may call the person; they go with the last step.
CREATE TABLE erasures (
    organization_id uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    names           text[]      NOT NULL,
    started_at      timestamptz NOT NULL,
    finished_at     timestamptz,
    -- Once more, after what was under way at that time has come to its end.
    settled_at      timestamptz,
    PRIMARY KEY (organization_id, user_id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX erasures_unsettled ON erasures (started_at) WHERE settled_at IS NULL;
SELECT astir_protect('erasures');
SELECT astir_allow_system('erasures', 'SELECT');
