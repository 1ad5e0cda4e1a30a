package dev.astir.app.timeline;

import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What lies in sessions, of the table {@code intervals}. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SessionTimeRepository extends GenericRepository<Interval, UUID> {

    /**
     * Of a session: what was posted to it, and what agents captured of its person meanwhile. Two
     * parts, so that each has its index.
     */
    String IN_SESSION =
            """
             (SELECT * FROM intervals
              WHERE organization_id = :organizationId AND source_id = :sessionId AND NOT kept_aside
              UNION ALL
              SELECT * FROM intervals
              WHERE organization_id = :organizationId AND person_id = :personId
                AND started_at >= CAST(:from AS timestamptz) - interval '24 hours'
                AND started_at < :to AND ended_at > :from AND source = 'agent' AND NOT kept_aside
             ) AS lying
            """;

    /** How many activities, and what clients said that they lasted. */
    @MappedEntity
    record Posted(long count, long seconds) {}

    /** A time, if there is one. */
    @MappedEntity
    record At(@Nullable Instant at) {}

    /** A stretch of work. */
    @MappedEntity
    record Stretch(Instant startedAt, Instant endedAt) {}

    /**
     * Posts that other bounds leave outside by more than a minute, of those that the old ones did
     * not.
     */
    @Query(
            """
            SELECT count(*) AS count, COALESCE(sum(posted_seconds), 0) AS seconds FROM intervals
            WHERE organization_id = :organizationId AND source_id = :sessionId
              AND (:from > CAST(:oldFrom AS timestamptz) AND ended_at >= :oldFrom
                     AND started_at < CAST(:from AS timestamptz) - interval '1 minute'
                   OR :to < CAST(:oldTo AS timestamptz) AND started_at <= :oldTo
                     AND ended_at > CAST(:to AS timestamptz) + interval '1 minute')
            """)
    Posted outside(
            UUID organizationId,
            UUID sessionId,
            Instant oldFrom,
            Instant oldTo,
            Instant from,
            Instant to);

    /** Removes what was posted to a session. */
    @Query(
            """
            WITH gone AS (
                DELETE FROM intervals
                WHERE organization_id = :organizationId AND source_id = :sessionId
                RETURNING posted_seconds)
            SELECT count(*) AS count, COALESCE(sum(posted_seconds), 0) AS seconds FROM gone
            """)
    Posted remove(UUID organizationId, UUID sessionId);

    @Query(
            """
            SELECT max(ended_at) AS at FROM intervals
            WHERE organization_id = :organizationId AND source_id = :sessionId AND kind <> 'idle'
              AND NOT kept_aside
            """)
    At lastPostedEnd(UUID organizationId, UUID sessionId);

    @Query("SELECT max(started_at) AS at FROM " + IN_SESSION + " WHERE kind <> 'idle'")
    At lastStart(UUID organizationId, UUID personId, UUID sessionId, Instant from, Instant to);

    /**
     * Whole seconds of idle time, without the active, within some ranges.
     *
     * @param within a multirange, as PostgreSQL writes it
     */
    @Query(
            """
            WITH united AS (
                SELECT COALESCE(range_agg(tstzrange(started_at, ended_at))
                           FILTER (WHERE kind <> 'idle'), '{}') AS active,
                       COALESCE(range_agg(tstzrange(started_at, ended_at))
                           FILTER (WHERE kind = 'idle'), '{}') AS idle
                FROM
            """
                    + IN_SESSION
                    + """
                    )
                    SELECT floor(COALESCE(sum(extract(epoch FROM upper(r) - lower(r))), 0))::bigint
                    FROM united, unnest((idle - active)
                        * tstzmultirange(tstzrange(:from, :to)) * CAST(:within AS tstzmultirange)) AS r
                    """)
    long idleSeconds(
            UUID organizationId,
            UUID personId,
            UUID sessionId,
            Instant from,
            Instant to,
            String within);

    /** What agents captured of a person's work between two times, as it came, by start. */
    @Query(
            """
            SELECT started_at, ended_at FROM intervals
            WHERE organization_id = :organizationId AND person_id = :personId
              AND started_at >= CAST(:from AS timestamptz) - interval '24 hours' AND started_at < :to
              AND ended_at > :from AND source = 'agent' AND kind <> 'idle' AND NOT kept_aside
            ORDER BY started_at, ended_at
            """)
    List<Stretch> worked(UUID organizationId, UUID personId, Instant from, Instant to);

    /** Some of what lies in a session, by start. */
    @Query(
            "SELECT * FROM "
                    + IN_SESSION
                    + """
                    WHERE (CAST(:afterStart AS timestamptz) IS NULL
                           OR (started_at, id, source_id) > (CAST(:afterStart AS timestamptz), CAST(:afterId AS uuid),
                              CAST(:afterSource AS uuid)))
                    ORDER BY started_at, id, source_id LIMIT :limit
                    """)
    List<Interval> page(
            UUID organizationId,
            UUID personId,
            UUID sessionId,
            Instant from,
            Instant to,
            @Nullable Instant afterStart,
            @Nullable UUID afterId,
            @Nullable UUID afterSource,
            int limit);
}
