-- Drops the oldest partition if everything in it is older than a time that lies in the past, and
-- raises the floors of the feeds that lose something. It runs as its owner, so that a role which owns
-- nothing can keep the table small. Returns the partition's name, or NULL if none is old enough.
-- Whoever calls must be ready for a lock timeout: publishers wait behind this function as long as it
-- waits for a lock, so it gives up soon and is to be called again.
CREATE FUNCTION activity_events_drop_oldest(before timestamptz) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = "${flyway:defaultSchema}", pg_temp
    SET lock_timeout = '200ms'
AS $$
DECLARE
    bound  CONSTANT uuid := activity_events_first_id(least(before, now()));
    name   text;
    feeds  text[];
    newest bigint[];
BEGIN
    -- The same lock as for making partitions.
    PERFORM pg_advisory_xact_lock(hashtext('activity_events_prepare'));
    SELECT partition INTO name
    FROM (SELECT c.oid::regclass::text AS partition,
              (regexp_match(pg_get_expr(c.relpartbound, c.oid), 'TO \(''([0-9a-f-]+)''\)'))[1]::uuid
                  AS upper_bound
          FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
          WHERE i.inhparent = 'activity_events'::regclass) AS partitions
    WHERE upper_bound <= bound
    ORDER BY upper_bound
    LIMIT 1;
    IF name IS NULL THEN
        RETURN NULL;
    END IF;
    -- From here on nothing in it changes, and what is read by index is true until the end.
    EXECUTE format('LOCK TABLE %s IN EXCLUSIVE MODE', name);
    EXECUTE format(
        'SELECT array_agg(feed), array_agg(newest)
         FROM (SELECT feed, greatest(
                   (SELECT max(created) FROM %1$s e WHERE e.feed = f.feed),
                   (SELECT max(changed) FROM %1$s e WHERE e.feed = f.feed AND changed <> created))
               AS newest FROM activity_feeds f) AS of_feeds
         WHERE newest IS NOT NULL', name)
    INTO feeds, newest;
    LOCK TABLE ONLY activity_events IN ACCESS EXCLUSIVE MODE;
    UPDATE activity_feeds f SET floor = lost.newest
    FROM unnest(feeds, newest) AS lost (feed, newest)
    WHERE f.feed = lost.feed AND f.floor < lost.newest;
    EXECUTE format('DROP TABLE %s', name);
    RETURN name;
END
$$;

REVOKE ALL ON FUNCTION activity_events_drop_oldest(timestamptz) FROM PUBLIC;
