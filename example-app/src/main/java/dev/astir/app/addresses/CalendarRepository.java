package dev.astir.app.addresses;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions as a calendar shows them, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CalendarRepository extends GenericRepository<CalendarRepository.Entry, UUID> {

    /**
     * A session.
     *
     * @param endTime null while it runs
     */
    @MappedEntity("work_sessions")
    record Entry(
            @Id UUID id,
            Instant startTime,
            @Nullable Instant endTime,
            @Nullable Instant lastActivityAt,
            long totalActiveSeconds,
            long totalIdleSeconds,
            long version,
            @Nullable String project,
            @Nullable String task) {}

    /** A person's sessions that began since, newest first. */
    @Query(
            """
            SELECT s.id, s.start_time, s.end_time, s.last_activity_at, s.total_active_seconds,
                   s.total_idle_seconds, s.version, p.name AS project, t.name AS task
            FROM work_sessions s
            LEFT JOIN projects p ON p.organization_id = s.organization_id AND p.id = s.project_id
            LEFT JOIN tasks t ON t.organization_id = s.organization_id AND t.id = s.task_id
            WHERE s.organization_id = :organizationId AND s.user_id = :userId
              AND s.start_time >= :since
            ORDER BY s.start_time DESC, s.id DESC LIMIT :limit
            """)
    List<Entry> sessions(UUID organizationId, UUID userId, Instant since, int limit);
}
