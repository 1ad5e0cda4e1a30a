package dev.astir.app.timeline;

import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code intervals}. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface IntervalRepository extends GenericRepository<Interval, UUID> {

    /** Microseconds of the union of intervals, and the ends of the last active one and of all. */
    @MappedEntity
    record Union(
            long activeMicros,
            long idleMicros,
            @Nullable Instant lastActiveEnd,
            @Nullable Instant lastEnd) {}

    @Query(
            """
            SELECT * FROM intervals
            WHERE organization_id = :organizationId AND source_id = :sourceId AND id = :id
            """)
    Optional<Interval> find(UUID organizationId, UUID sourceId, UUID id);

    /** Those of the ids that the source has stored. */
    @Query(
            """
            SELECT id FROM intervals
            WHERE organization_id = :organizationId AND source_id = :sourceId AND id = ANY (:ids)
            """)
    List<UUID> known(
            UUID organizationId, UUID sourceId, @TypeDef(type = DataType.OBJECT) UUID[] ids);

    /**
     * What agents captured of a person between two times: overlapping intervals count once, and
     * time that is idle on one device while another is worked at is active. No interval is longer
     * than a day, so that none begins earlier than a day before.
     */
    @Query(
            """
            WITH span AS (
                SELECT kind = 'idle' AS idle, greatest(started_at, :from) AS lo,
                       least(ended_at, :to) AS hi
                FROM intervals
                WHERE organization_id = :organizationId AND person_id = :personId
                  AND started_at >= CAST(:from AS timestamptz) - interval '24 hours' AND started_at < :to
                  AND ended_at > :from AND source = 'agent' AND NOT kept_aside),
            united AS (
                SELECT COALESCE(range_agg(tstzrange(lo, hi)) FILTER (WHERE NOT idle), '{}') AS active,
                       COALESCE(range_agg(tstzrange(lo, hi)) FILTER (WHERE idle), '{}') AS idle,
                       max(hi) FILTER (WHERE NOT idle) AS last_active_end, max(hi) AS last_end
                FROM span)
            SELECT (SELECT COALESCE(sum(extract(epoch FROM upper(r) - lower(r))) * 1000000, 0)
                    FROM unnest(active) AS r)::bigint AS active_micros,
                   (SELECT COALESCE(sum(extract(epoch FROM upper(r) - lower(r))) * 1000000, 0)
                    FROM unnest(idle - active) AS r)::bigint AS idle_micros,
                   last_active_end, last_end
            FROM united
            """)
    Union captured(UUID organizationId, UUID personId, Instant from, Instant to);

    /**
     * What was posted to a session and counts from now on. Immutable.
     *
     * @param sessionId null for what agents captured
     * @param count how many intervals
     */
    @MappedEntity
    record Counted(
            @Nullable UUID sessionId,
            long count,
            long activeSeconds,
            long idleSeconds,
            @Nullable Instant firstActiveStart,
            @Nullable Instant lastActiveEnd) {}

    /** Has what was kept aside of some time count, but for what another closed week has some of. */
    @Query(
            """
            WITH counted AS (
                UPDATE intervals i SET kept_aside = false
                WHERE organization_id = :organizationId AND person_id = :personId AND kept_aside
                  AND started_at >= CAST(:from AS timestamptz) - interval '24 hours'
                  AND started_at < :to AND ended_at >= :from
                  AND NOT EXISTS (
                      SELECT FROM closed_weeks c
                      WHERE c.organization_id = :organizationId AND c.person_id = :personId
                        AND c.since < greatest(i.ended_at, i.started_at + interval '1 microsecond')
                        AND c.until > i.started_at)
                RETURNING session_id, kind, posted_seconds, started_at, ended_at)
            SELECT session_id, count(*) AS count,
                   COALESCE(sum(posted_seconds) FILTER (WHERE kind <> 'idle'), 0) AS active_seconds,
                   COALESCE(sum(posted_seconds) FILTER (WHERE kind = 'idle'), 0) AS idle_seconds,
                   min(started_at) FILTER (WHERE kind <> 'idle') AS first_active_start,
                   max(ended_at) FILTER (WHERE kind <> 'idle') AS last_active_end
            FROM counted GROUP BY session_id ORDER BY session_id
            """)
    List<Counted> count(UUID organizationId, UUID personId, Instant from, Instant to);
}
