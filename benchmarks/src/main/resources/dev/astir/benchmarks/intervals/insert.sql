-- A batch of one source, of which what was stored before is left as it is. Sorted, so that two
-- batches with the same ids wait for each other and do not deadlock.
INSERT INTO intervals (organization_id, source_id, person_id, session_id, source, received_at,
                       id, started_at, ended_at, posted_seconds, device_started_at,
                       kind, app, site, url, title, media)
SELECT ?, ?, ?, ?, ?, ?, sent.*
FROM unnest(?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::integer[], ?::timestamptz[],
            ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
     AS sent (id, started_at, ended_at, posted_seconds, device_started_at,
              kind, app, site, url, title, media)
ORDER BY sent.id
ON CONFLICT DO NOTHING
RETURNING id
