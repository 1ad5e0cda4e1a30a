-- An event as a publisher sends it: an array of whole rows costs less to send and to read than an array
-- for each column. While nodes of two versions publish, both need their type as it is, so another column
-- needs another type.
CREATE TYPE activity_events_row AS (
    id               uuid,
    feed             text,
    place            integer, -- of the feed among the feeds of the statement
    following        bigint,  -- how many events of the same feed come after this one
    audience         text[],
    event_type       text,
    actor_id         text,
    occurred_at      timestamptz,
    entity_type      text,
    entity_id        text,
    actor_name       text,
    entity_name      text,
    entity_url       text,
    entity_reference text,
    message          text,
    icon             text,
    color            text,
    important        boolean,
    metadata         jsonb,
    media            jsonb,
    search           tsvector
);
