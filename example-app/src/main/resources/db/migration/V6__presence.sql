-- Who is at a device now, one row a device. Unlogged: after a crash of the database it is empty, and
-- agents that connect again fill it. expires_at is pushed ahead by the node that holds the socket, so
-- that the people of a crashed node go offline by themselves.
CREATE UNLOGGED TABLE presence (
    organization_id uuid        NOT NULL,
    agent_id        uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    connection_id   uuid        NOT NULL,
    state           text        NOT NULL CHECK (state IN ('active', 'idle')),
    app             text,
    title           text,
    media           text,
    since           timestamptz NOT NULL,
    last_seen       timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, agent_id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, agent_id) REFERENCES agents (organization_id, id) ON DELETE CASCADE
) WITH (fillfactor = 50);
CREATE INDEX presence_user ON presence (organization_id, user_id);
SELECT astir_protect('presence');
-- Heartbeats and expiry run across organizations.
SELECT astir_allow_system('presence', 'SELECT, UPDATE, DELETE');

-- When a person was last here, kept when they come and when they leave.
CREATE TABLE presence_last_seen (
    organization_id uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    last_seen       timestamptz NOT NULL,
    PRIMARY KEY (organization_id, user_id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
SELECT astir_protect('presence_last_seen');
