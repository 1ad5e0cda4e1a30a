package dev.astir.app.timesheets;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was recorded and changed in weeks. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface WeekRepository extends GenericRepository<WeekRepository.Worked, UUID> {

    /** Worked milliseconds of a day on a project, or on none. Immutable. */
    @MappedEntity("usage_daily")
    record Worked(
            LocalDate day, @Nullable UUID projectId, @Nullable String projectName, long millis) {}

    /** Worked milliseconds of a person's week. Immutable. */
    @MappedEntity("usage_daily")
    record WorkedInWeek(@Id UUID personId, LocalDate week, long millis) {}

    /** A session that was changed by hand after it was recorded. Immutable. */
    @MappedEntity("session_corrections")
    record Corrected(
            @Id UUID id,
            UUID sessionId,
            @Nullable UUID projectId,
            Instant startTime,
            Instant correctedAt,
            UUID correctedBy,
            @Nullable String byName,
            String reason) {}

    /**
     * What came when the week was closed, and counts in nothing.
     *
     * @param seconds how long it is, where overlapping time counts once
     */
    @Introspected
    @MappedEntity("intervals")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record KeptAside(long count, long seconds) {}

    /** When the latest of what an agent brought came. */
    @MappedEntity("intervals")
    record Received(@Nullable Instant at) {}

    /** A person's worked time by day and project: all that counts as worked. */
    @Query(
            """
            SELECT w.day, w.project_id, p.name AS project_name, w.millis
            FROM (SELECT day, project_id, sum(milliseconds)::bigint AS millis FROM usage_daily
                  WHERE organization_id = :organizationId AND person_id = :personId
                    AND day BETWEEN :from AND :to AND kind <> 'idle'
                  GROUP BY day, project_id) AS w
            LEFT JOIN projects p ON p.organization_id = :organizationId AND p.id = w.project_id
            ORDER BY w.day, lower(p.name), w.project_id
            """)
    List<Worked> worked(UUID organizationId, UUID personId, LocalDate from, LocalDate to);

    /** The same of some people, by week. */
    @Query(
            """
            SELECT person_id, date_trunc('week', CAST(day AS timestamp))::date AS week,
                   sum(milliseconds)::bigint AS millis
            FROM usage_daily
            WHERE organization_id = :organizationId AND person_id = ANY (:people)
              AND day BETWEEN :from AND :to AND kind <> 'idle'
            GROUP BY 1, 2
            """)
    List<WorkedInWeek> workedByWeek(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID[] people,
            LocalDate from,
            LocalDate to);

    /**
     * What was changed by hand of sessions that have some of the time after they were recorded, the
     * latest first: what was entered by hand from the start is no correction, as in reports.
     */
    @Query(
            """
            SELECT c.id, c.session_id, s.project_id, s.start_time, c.corrected_at, c.corrected_by,
                   u.name AS by_name, c.reason
            FROM session_corrections c
            JOIN work_sessions s ON s.organization_id = c.organization_id AND s.id = c.session_id
            LEFT JOIN users u ON u.organization_id = c.organization_id AND u.id = c.corrected_by
            WHERE c.organization_id = :organizationId AND c.person_id = :personId
              AND s.start_time < :to AND COALESCE(s.end_time, 'infinity') > :from
              AND c.before IS NOT NULL
            ORDER BY c.corrected_at DESC, c.id DESC LIMIT 500
            """)
    List<Corrected> corrections(UUID organizationId, UUID personId, Instant from, Instant to);

    /** What is kept aside of some time. */
    @Query(
            """
            WITH aside AS (
                SELECT tstzrange(started_at, ended_at) AS time FROM intervals
                WHERE organization_id = :organizationId AND person_id = :personId
                  AND started_at >= CAST(:from AS timestamptz) - interval '24 hours'
                  AND started_at < :to AND ended_at > :from AND kept_aside)
            SELECT (SELECT count(*) FROM aside) AS count,
                   (SELECT COALESCE(round(sum(extract(epoch FROM upper(r) - lower(r)))), 0)::bigint
                    FROM (SELECT range_agg(time) AS times FROM aside) AS all_of_it,
                         unnest(all_of_it.times) AS r) AS seconds
            """)
    KeptAside keptAside(UUID organizationId, UUID personId, Instant from, Instant to);

    /** When the last of what agents recorded of some time came. */
    @Query(
            """
            SELECT max(received_at) AS at FROM intervals
            WHERE organization_id = :organizationId AND person_id = :personId
              AND started_at >= :from AND started_at < :to AND source = 'agent'
            """)
    Received lastReceived(UUID organizationId, UUID personId, Instant from, Instant to);
}
