-- What was decided about clients of the API that are watched, and who of them is silent. A client
-- without a row is watched as its organization says, and is not silent.
CREATE TABLE client_watches (
    organization_id      uuid        NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    -- Of a token; later of an integration. It may be gone before the job has told of it: no reference.
    client_id            uuid        NOT NULL,
    kind                 text        NOT NULL CHECK (kind IN ('token', 'integration')),
    -- What it was called when it was last told of, for whom it is gone since.
    name                 text        NOT NULL,
    -- Whose it is; null for what is nobody's.
    user_id              uuid,
    watched              boolean     NOT NULL DEFAULT true,
    silent_after_seconds integer     CHECK (silent_after_seconds BETWEEN 60 AND 31536000),
    -- While it is silent: when it had been seen last. Set and taken back in the transactions that tell.
    silent_since         timestamptz,
    PRIMARY KEY (organization_id, client_id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX client_watches_user ON client_watches (organization_id, user_id);
SELECT astir_protect('client_watches');
-- The job looks through all organizations, and tells in each.
SELECT astir_allow_system('client_watches', 'SELECT');

-- Since when somebody has been looking without a gap: while no node was there, no client could be
-- seen, and that is not their silence. One row, of no organization.
CREATE TABLE client_silence_clock (
    id       boolean     PRIMARY KEY DEFAULT true CHECK (id),
    last_run timestamptz NOT NULL,
    up_since timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON client_silence_clock TO astir_system;
