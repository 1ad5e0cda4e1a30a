-- The words of a message in a form that an index of trigrams takes. The library makes such an index
-- where it is asked to, see StreamSchema.addSubstringIndex.
CREATE FUNCTION activity_events_words(words tsvector) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN array_to_string(tsvector_to_array(words), ' ');

-- Sorts in what waits, for every index that has a list to wait in.
CREATE OR REPLACE FUNCTION activity_events_sort_words() RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path = "${flyway:defaultSchema}", pg_temp
    AS $$
        SELECT coalesce(sum(gin_clean_pending_list(parts.inhrelid)), 0)::bigint
        FROM pg_index i
        JOIN pg_class c ON c.oid = i.indexrelid
        JOIN pg_am a ON a.oid = c.relam AND a.amname = 'gin'
        JOIN pg_inherits parts ON parts.inhparent = i.indexrelid
        WHERE i.indrelid = 'activity_events'::regclass
    $$;
