-- Other systems that tell the organization's feed, each at an address of its own.
CREATE TABLE integrations (
    organization_id uuid        NOT NULL REFERENCES organizations ON DELETE CASCADE,
    id              uuid        NOT NULL,
    -- What its address ends with; random, and nobody's secret.
    public_id       text        NOT NULL,
    name            text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    kind            text        NOT NULL CHECK (kind IN ('cloudevents', 'github', 'gitlab', 'json')),
    -- What of a body becomes an event, as JSON.
    mapping         text        CHECK ((kind = 'json') = (mapping IS NOT NULL)),
    -- What requests are signed with, sealed by the app; and the one before, while it counts.
    secret          bytea       NOT NULL,
    previous_secret bytea,
    previous_until  timestamptz,
    status          text        NOT NULL CHECK (status IN ('active', 'paused')),
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    CHECK ((previous_secret IS NULL) = (previous_until IS NULL))
);
-- A request names it before its organization is known. Its 256 random bits make it unique.
CREATE INDEX integrations_public_id ON integrations (public_id);
SELECT astir_protect('integrations');
SELECT astir_allow_system('integrations', 'SELECT');

-- What senders' ids became, so that who sends once more makes no second event.
CREATE TABLE integration_events (
    organization_id uuid        NOT NULL,
    integration_id  uuid        NOT NULL,
    -- The SHA-256 of the sender's id, which may be of any length.
    sender_hash     bytea       NOT NULL,
    event_id        uuid        NOT NULL,
    expires_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, integration_id, sender_hash),
    FOREIGN KEY (organization_id, integration_id) REFERENCES integrations (organization_id, id)
        ON DELETE CASCADE
);
CREATE INDEX integration_events_expiry ON integration_events (expires_at);
SELECT astir_protect('integration_events');
SELECT astir_allow_system('integration_events', 'SELECT, DELETE');

-- The last answers that senders got, for whoever looks why nothing comes.
CREATE TABLE integration_answers (
    organization_id uuid        NOT NULL,
    integration_id  uuid        NOT NULL,
    id              uuid        NOT NULL,
    at              timestamptz NOT NULL,
    status          integer     NOT NULL,
    -- Whether the sender proved who it is: others do not push these out of the list.
    trusted         boolean     NOT NULL,
    sender_id       text,
    type            text,
    outcome         text        NOT NULL
        CHECK (outcome IN ('accepted', 'duplicate', 'ignored', 'refused')),
    event_id        uuid,
    -- Why it was ignored or refused.
    detail          text,
    PRIMARY KEY (organization_id, integration_id, id),
    FOREIGN KEY (organization_id, integration_id) REFERENCES integrations (organization_id, id)
        ON DELETE CASCADE
);
SELECT astir_protect('integration_answers');
