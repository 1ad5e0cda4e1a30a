-- Addresses of other systems that are told what happens in an organization.
CREATE TABLE webhooks (
    organization_id  uuid        NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    id               uuid        NOT NULL,
    name             text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    url              text        NOT NULL CHECK (length(url) BETWEEN 1 AND 2000),
    -- As filters of the feed have them: session.*, alert.opened, *
    event_types      text[]      NOT NULL CHECK (cardinality(event_types) BETWEEN 1 AND 50),
    status           text        NOT NULL CHECK (status IN ('active', 'paused')),
    paused_because   text        CHECK (paused_because IN ('by-hand', 'gone', 'failing')),
    paused_at        timestamptz,
    -- Sealed.
    secret           bytea       NOT NULL,
    -- The one before, which signs as well until then.
    old_secret       bytea,
    old_secret_until timestamptz,
    -- How far the feed has become deliveries: an offset. Table and feed are in one database, so that a
    -- backup has both as they were at one time.
    read_to          bigint      NOT NULL CHECK (read_to >= 0),
    -- Events before are not delivered any more: it was paused for too long.
    events_since     timestamptz,
    -- How many were not, since it was resumed.
    skipped          bigint      NOT NULL DEFAULT 0,
    -- Since the last delivery that arrived: the first try that failed, and how many ended dead.
    failing_since    timestamptz,
    dead_in_row      integer     NOT NULL DEFAULT 0,
    -- Of the mail to who made it.
    language         text        NOT NULL,
    created_by       uuid        NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    CHECK ((status = 'paused') = (paused_because IS NOT NULL) AND (status = 'paused') = (paused_at IS NOT NULL)),
    CHECK ((old_secret IS NULL) = (old_secret_until IS NULL))
);
SELECT astir_protect('webhooks');
SELECT astir_allow_system('webhooks', 'SELECT');

-- An event for one of them, or a test.
CREATE TABLE webhook_deliveries (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    webhook_id      uuid        NOT NULL,
    -- Null for a test.
    event_id        uuid,
    event_type      text        NOT NULL,
    -- Whose data it shows; null for what everybody may see.
    shown_of        uuid,
    -- As it was when it was read.
    body            text        NOT NULL,
    outcome         text        NOT NULL CHECK (outcome IN ('waiting', 'delivered', 'dead')),
    attempts        integer     NOT NULL DEFAULT 0,
    -- When it is tried; null where it is not, since it has ended or its webhook is paused. While a node
    -- is at it, the end of its lease.
    next_attempt_at timestamptz CHECK (next_attempt_at IS NULL OR outcome = 'waiting'),
    is_leased       boolean     NOT NULL DEFAULT false,
    created_at      timestamptz NOT NULL,
    ended_at        timestamptz CHECK ((ended_at IS NULL) = (outcome = 'waiting')),
    PRIMARY KEY (organization_id, id),
    -- Each event once.
    UNIQUE (organization_id, webhook_id, event_id),
    FOREIGN KEY (organization_id, webhook_id) REFERENCES webhooks (organization_id, id) ON DELETE CASCADE
);
-- The sender looks for what is due in all organizations.
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX webhook_deliveries_page ON webhook_deliveries (organization_id, webhook_id, created_at DESC, id DESC);
CREATE INDEX webhook_deliveries_old ON webhook_deliveries (created_at);
SELECT astir_protect('webhook_deliveries');
SELECT astir_allow_system('webhook_deliveries', 'SELECT, UPDATE, DELETE');

-- What came of it each time.
CREATE TABLE webhook_tries (
    organization_id uuid        NOT NULL,
    delivery_id     uuid        NOT NULL,
    attempt         integer     NOT NULL,
    at              timestamptz NOT NULL,
    -- Null where there was no answer, and then why.
    status          integer,
    error           text,
    took_ms         bigint      NOT NULL,
    -- How the answer's body begins.
    answer          text        NOT NULL,
    PRIMARY KEY (organization_id, delivery_id, attempt),
    FOREIGN KEY (organization_id, delivery_id)
        REFERENCES webhook_deliveries (organization_id, id) ON DELETE CASCADE,
    CHECK ((status IS NULL) = (error IS NOT NULL))
);
SELECT astir_protect('webhook_tries');
