-- One row a feed. A commit takes its offsets from here, so they are dense and in commit order.
CREATE TABLE activity_feeds (
    feed  text   PRIMARY KEY,
    epoch text   NOT NULL,
    head  bigint NOT NULL DEFAULT 0,
    -- Positions before the floor cannot be resumed from: retention has dropped what they need.
    floor bigint NOT NULL DEFAULT 0
);

-- Partitioned by the id, a UUID of version 7: unique and in order of time at once.
CREATE TABLE activity_events (
    id               uuid        NOT NULL PRIMARY KEY,
    feed             text        NOT NULL,
    created          bigint      NOT NULL, -- the offset of its publication; the order of a feed
    changed          bigint      NOT NULL, -- the offset of its last change
    deleted          boolean     NOT NULL DEFAULT false, -- a tombstone: only id and offsets are left
    audience         text[]      NOT NULL DEFAULT '{}', -- empty: everybody in the feed
    event_type       text        NOT NULL,
    actor_id         text,
    occurred_at      timestamptz NOT NULL,
    entity_type      text,
    entity_id        text,
    actor_name       text,
    entity_name      text,
    entity_url       text,
    entity_reference text,
    message          text        NOT NULL,
    icon             text        NOT NULL,
    color            text        NOT NULL,
    important        boolean     NOT NULL,
    metadata         jsonb       NOT NULL,
    -- The tokens of the message. The library makes them, because PostgreSQL's parser and its idea of
    -- a letter depend on the database's locale.
    search           tsvector    NOT NULL
) PARTITION BY RANGE (id);

CREATE INDEX activity_events_page ON activity_events (feed, created DESC);
CREATE INDEX activity_events_catch_up ON activity_events (feed, changed);
CREATE INDEX activity_events_search ON activity_events USING gin (search);

CREATE FUNCTION activity_events_first_id(moment timestamptz) RETURNS uuid
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0')
            || '00000000000000000000')::uuid;

-- Makes the partitions of this month and of the next ones. It runs as its owner, so that a role which
-- owns nothing can keep the table going.
CREATE FUNCTION activity_events_prepare() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = "${flyway:defaultSchema}", pg_temp
    SET timezone = 'UTC'
AS $$
DECLARE
    months_ahead CONSTANT integer := 3;
    made         integer := 0;
    -- A day back: an event may have got its id just before midnight of the last day of a month.
    month_start  timestamptz := date_trunc('month', now() - interval '1 day');
    name         text;
BEGIN
    WHILE month_start <= now() + make_interval(months => months_ahead) LOOP
        name := 'activity_events_' || to_char(month_start, 'YYYY_MM');
        IF to_regclass(quote_ident(name)) IS NULL THEN
            -- Two nodes may start at once.
            PERFORM pg_advisory_xact_lock(hashtext('activity_events_prepare'));
            IF to_regclass(quote_ident(name)) IS NULL THEN
                EXECUTE format(
                    'CREATE TABLE %I PARTITION OF activity_events FOR VALUES FROM (%L) TO (%L)',
                    name,
                    activity_events_first_id(month_start),
                    activity_events_first_id(month_start + interval '1 month'));
                made := made + 1;
            END IF;
        END IF;
        month_start := month_start + interval '1 month';
    END LOOP;
    RETURN made;
END
$$;

REVOKE ALL ON FUNCTION activity_events_prepare() FROM PUBLIC;

SELECT activity_events_prepare();
