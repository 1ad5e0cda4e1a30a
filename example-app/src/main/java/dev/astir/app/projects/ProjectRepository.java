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

/** The table {@code projects}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ProjectRepository extends GenericRepository<Project, UUID> {

    void save(Project project);

    @Query(
            """
            SELECT * FROM projects
            WHERE organization_id = :organizationId AND id = :id AND deleted_at IS NULL
            """)
    Optional<Project> find(UUID organizationId, UUID id);

    /**
     * By name; {@code after} is the last id of the page before. Its row is found even when it was
     * deleted meanwhile, so that a page can always follow.
     */
    @Query(
            """
            SELECT * FROM projects
            WHERE organization_id = :organizationId AND deleted_at IS NULL
              AND (CAST(:after AS uuid) IS NULL
                   OR (lower(name), id) > (SELECT lower(name), id FROM projects
                                           WHERE organization_id = :organizationId
                                             AND id = CAST(:after AS uuid)))
            ORDER BY lower(name), id LIMIT :limit
            """)
    List<Project> page(UUID organizationId, @Nullable UUID after, int limit);

    /** Two at most of this name, in capitals or not. */
    @Query(
            """
            SELECT * FROM projects
            WHERE organization_id = :organizationId AND deleted_at IS NULL
              AND lower(name) = lower(:name)
            ORDER BY id LIMIT 2
            """)
    List<Project> named(UUID organizationId, String name);

    /** The changed project; null when there is none, or no longer. */
    @Query(
            """
            UPDATE projects SET name = :name, description = :description
            WHERE organization_id = :organizationId AND id = :id AND deleted_at IS NULL
            RETURNING *
            """)
    @Nullable Project update(
            UUID organizationId, UUID id, String name, @Nullable String description);

    /** Whether there was one to delete. */
    @Query(
            """
            UPDATE projects SET deleted_at = :now
            WHERE organization_id = :organizationId AND id = :id AND deleted_at IS NULL
            """)
    boolean markDeleted(UUID organizationId, UUID id, Instant now);
}
