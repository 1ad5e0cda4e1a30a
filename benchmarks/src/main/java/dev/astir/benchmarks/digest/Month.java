package dev.astir.benchmarks.digest;

import dev.astir.benchmarks.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The events of a month as an organization of 200 people makes them: half of them switches between
 * applications, some about nothing, one in ten for one team alone, one in a hundred important.
 */
final class Month {
    static final String FEED = "benchmark";

    /** Of five; who reads the feed is in this one. */
    static final String TEAM = "team-1";

    /** Somebody who is mentioned in some comments. */
    static final String PERSON = "user-7";

    static final Duration LENGTH = Duration.ofDays(30);

    private Month() {}

    /** Writes so many events, which end now. */
    static void fill(PostgresServer postgres, int events) throws SQLException {
        postgres.execute(
                PARTITION,
                EVENTS.formatted(FEED, events, LENGTH.toSeconds() / (double) events, events),
                COMMENTS.formatted(PERSON, FEED),
                "INSERT INTO activity_feeds (feed, epoch, head) VALUES ('%s', 'bench', %d)"
                        .formatted(FEED, events),
                "VACUUM ANALYZE activity_events",
                "VACUUM ANALYZE activity_comments",
                "CHECKPOINT");
    }

    /** Of the month before, and of the one before that: a February is shorter than the time. */
    private static final String PARTITION =
            """
            DO $$
            DECLARE
                start timestamptz;
            BEGIN
                FOR ago IN 1 .. 2 LOOP
                    start := date_trunc('month', now(), 'UTC') - make_interval(months => ago);
                    CONTINUE WHEN to_regclass(
                        'activity_events_' || to_char(start, 'YYYY_MM')) IS NOT NULL;
                    EXECUTE format(
                        'CREATE TABLE %I PARTITION OF activity_events FOR VALUES FROM (%L) TO (%L)',
                        'activity_events_' || to_char(start, 'YYYY_MM'),
                        activity_events_first_id(start),
                        activity_events_first_id(start + interval '1 month'));
                END LOOP;
            END $$
            """;

    /** In even steps up to now; the rest is made of the number, or of its hash. */
    private static final String EVENTS =
            """
            INSERT INTO activity_events (id, feed, created, changed, audience, event_type, actor_id,
                occurred_at, entity_type, entity_id, actor_name, entity_name, entity_reference,
                message, icon, color, important, metadata, search)
            SELECT uuidv7(past), '%s', n, n,
                CASE WHEN n %% 10 = 3 THEN ARRAY['team-' || (n / 10) %% 5] ELSE '{}' END, kind,
                'user-' || hash %% 200, now() + past, thing,
                CASE WHEN thing = 'application' THEN (hash %% 40)::text
                    WHEN thing = 'alert' THEN n::text
                    WHEN thing IS NOT NULL THEN (hash %% 3000)::text END,
                'Alice Liddell', 'Fix the login bug', '#' || hash %% 3000,
                'Alice Liddell: ' || kind || ', Fix the login bug', '✓', '#16a34a',
                kind = 'alert.raised', jsonb_build_object('minutes', n %% 60),
                array_to_tsvector(ARRAY['alice', 'bug', 'fix', 'liddell', 'login', 'the'])
            FROM (SELECT n, past, hash, kind, CASE
                    WHEN kind = 'app.switched' THEN 'application'
                    WHEN kind LIKE 'task.%%' OR kind = 'comment.written' THEN 'task'
                    WHEN kind = 'integration.push' THEN 'repository'
                    WHEN kind = 'alert.raised' THEN 'alert' END AS thing
                FROM (SELECT n, make_interval(secs => (n - %d)::float8 * %f) AS past,
                        abs(hashint4(n)) AS hash, CASE WHEN n %% 100 < 55 THEN 'app.switched'
                            WHEN n %% 100 < 70 THEN 'task.updated'
                            WHEN n %% 100 < 80 THEN 'task.completed'
                            WHEN n %% 100 < 88 THEN 'comment.written'
                            WHEN n %% 100 < 94 THEN 'session.started'
                            WHEN n %% 100 < 98 THEN 'integration.push'
                            WHEN n %% 100 < 99 THEN 'note.written'
                            ELSE 'alert.raised' END AS kind
                    FROM generate_series(1, %d) AS n) AS numbered) AS named
            """;

    /** Under one event in fifty; each tenth mentions the person. */
    private static final String COMMENTS =
            """
            INSERT INTO activity_comments (id, event_id, feed, created, depth, author_id, body,
                mentions, created_at)
            SELECT uuidv7(), id, feed, created, 1, 'user-' || created %% 200, 'Well done',
                CASE WHEN created %% 500 = 0 THEN ARRAY['%s'] ELSE '{}' END, occurred_at
            FROM activity_events WHERE feed = '%s' AND created %% 50 = 0
            """;
}
