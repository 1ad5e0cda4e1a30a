package dev.astir.app.sessions;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What sessions were for, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface WorkedOnRepository extends GenericRepository<Session, UUID> {

    /** A project, and a task of it or none. Immutable. */
    @Introspected
    record Work(UUID projectId, @Nullable UUID taskId) {}

    /** What somebody's sessions since then were for, the latest first. */
    @Query(
            """
            SELECT project_id, task_id FROM work_sessions
            WHERE organization_id = :organizationId AND user_id = :userId
              AND start_time >= :since AND project_id IS NOT NULL
            GROUP BY project_id, task_id ORDER BY max(start_time) DESC LIMIT :limit
            """)
    List<Work> since(UUID organizationId, UUID userId, Instant since, int limit);
}
