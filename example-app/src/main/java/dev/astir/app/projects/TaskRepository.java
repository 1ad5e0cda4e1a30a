package dev.astir.app.projects;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code tasks}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface TaskRepository extends GenericRepository<Task, UUID> {

    void save(Task task);

    @Query(
            """
            SELECT * FROM tasks
            WHERE organization_id = :organizationId AND project_id = :projectId AND id = :id
              AND deleted_at IS NULL
            """)
    Optional<Task> find(UUID organizationId, UUID projectId, UUID id);

    /** By name; {@code after} is the last id of the page before, deleted meanwhile or not. */
    @Query(
            """
            SELECT * FROM tasks
            WHERE organization_id = :organizationId AND project_id = :projectId
              AND deleted_at IS NULL
              AND (CAST(:after AS uuid) IS NULL
                   OR (lower(name), id) > (SELECT lower(name), id FROM tasks
                                           WHERE organization_id = :organizationId
                                             AND id = CAST(:after AS uuid)))
            ORDER BY lower(name), id LIMIT :limit
            """)
    List<Task> page(UUID organizationId, UUID projectId, @Nullable UUID after, int limit);

    /** Two at most of this name, in capitals or not. */
    @Query(
            """
            SELECT * FROM tasks
            WHERE organization_id = :organizationId AND project_id = :projectId
              AND deleted_at IS NULL AND lower(name) = lower(:name)
            ORDER BY id LIMIT 2
            """)
    List<Task> named(UUID organizationId, UUID projectId, String name);

    /** The renamed task; null when there is none, or no longer. */
    @Query(
            """
            UPDATE tasks SET name = :name
            WHERE organization_id = :organizationId AND project_id = :projectId AND id = :id
              AND deleted_at IS NULL
            RETURNING *
            """)
    @Nullable Task rename(UUID organizationId, UUID projectId, UUID id, String name);

    /** Whether there was one to delete. */
    @Query(
            """
            UPDATE tasks SET deleted_at = :now
            WHERE organization_id = :organizationId AND project_id = :projectId AND id = :id
              AND deleted_at IS NULL
            """)
    boolean markDeleted(UUID organizationId, UUID projectId, UUID id, Instant now);
}
