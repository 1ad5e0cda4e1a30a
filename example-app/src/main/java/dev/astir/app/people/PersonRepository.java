package dev.astir.app.people;

import dev.astir.app.identity.Role;
import dev.astir.app.identity.Status;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code users}, as administrators see it, in a transaction of the organization.
 * Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PersonRepository extends GenericRepository<Person, UUID> {

    @Query("SELECT * FROM users WHERE id = :id")
    Optional<Person> find(UUID id);

    /** By name; {@code after} is the last id of the page before. */
    @Query(
            """
            SELECT * FROM users
            WHERE CAST(:after AS uuid) IS NULL
               OR (lower(name), id) > (SELECT lower(name), id FROM users WHERE id = CAST(:after AS uuid))
            ORDER BY lower(name), id LIMIT :limit
            """)
    List<Person> page(@Nullable UUID after, int limit);

    /** The changed person; null when there is none. */
    @Query(
            """
            UPDATE users SET role = lower(:role), status = lower(:status),
                             time_zone = :timeZone, updated_at = :now
            WHERE id = :id RETURNING *
            """)
    @Nullable Person update(
            UUID id, Role role, Status status, @Nullable String timeZone, Instant now);

    /** Those who may come in. */
    @Query("SELECT id FROM users WHERE role = 'admin' AND status = 'active'")
    List<UUID> administrators();
}
