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

    /** Milliseconds of the union of intervals, and the end of the last that is active. */
    @MappedEntity
    record Union(long activeMillis, long idleMillis, @Nullable Instant lastActiveEnd) {}

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
                       max(hi) FILTER (WHERE NOT idle) AS last_active_end
                FROM span)
            SELECT (SELECT COALESCE(sum(extract(epoch FROM upper(r) - lower(r))) * 1000, 0)
                    FROM unnest(active) AS r)::bigint AS active_millis,
                   (SELECT COALESCE(sum(extract(epoch FROM upper(r) - lower(r))) * 1000, 0)
                    FROM unnest(idle - active) AS r)::bigint AS idle_millis,
                   last_active_end
            FROM united
            """)
    Union captured(UUID organizationId, UUID personId, Instant from, Instant to);
}
