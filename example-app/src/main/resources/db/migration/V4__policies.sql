-- What a person is told before a device of theirs reports anything. Rows never change: another
-- setting makes another version, so that an acknowledgement always means what was shown.
CREATE TABLE policies (
    organization_id    uuid        NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    version            integer     NOT NULL CHECK (version >= 1),
    text               text        NOT NULL,
    capture_titles     boolean     NOT NULL,
    introspection      boolean     NOT NULL,
    never_capture      text[]      NOT NULL DEFAULT '{}',
    idle_after_seconds integer     NOT NULL CHECK (idle_after_seconds BETWEEN 1 AND 86400),
    created_at         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, version)
);
SELECT astir_protect('policies');

CREATE TABLE policy_acknowledgements (
    organization_id uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    version         integer     NOT NULL,
    acknowledged_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, user_id, version),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, version)
        REFERENCES policies (organization_id, version) ON DELETE CASCADE
);
SELECT astir_protect('policy_acknowledgements');
