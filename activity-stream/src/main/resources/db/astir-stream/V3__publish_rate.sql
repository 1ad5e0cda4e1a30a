-- An event that never changed is found by the index on created; only the others need one on changed.
CREATE INDEX activity_events_changes ON activity_events (feed, changed) WHERE changed <> created;
DROP INDEX activity_events_catch_up;

-- New words wait in a list until somebody sorts them in. The library does that beside the publishing,
-- see activity_events_sort_words; a publisher who meets a full list has to do it in its transaction.
DROP INDEX activity_events_search;
CREATE INDEX activity_events_search ON activity_events USING gin (search)
    WITH (gin_pending_list_limit = 65536);

-- Sorts in what waits. It runs as its owner, since PostgreSQL asks for that.
CREATE FUNCTION activity_events_sort_words() RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path = "${flyway:defaultSchema}", pg_temp
    AS $$
        SELECT coalesce(sum(gin_clean_pending_list(inhrelid)), 0)::bigint
        FROM pg_inherits WHERE inhparent = 'activity_events_search'::regclass
    $$;

REVOKE ALL ON FUNCTION activity_events_sort_words() FROM PUBLIC;
