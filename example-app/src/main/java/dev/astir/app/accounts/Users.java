package dev.astir.app.accounts;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code users}; call it inside {@link dev.astir.app.system.Transactions}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Users extends GenericRepository<User, UUID> {

    User save(User user);

    Optional<User> findById(UUID id);

    /** At most one in an organization; as the system, one for each organization of that person. */
    @Query("SELECT * FROM users WHERE lower(email) = lower(:email) ORDER BY organization_id")
    List<User> findByEmail(String email);

    /** By name; {@code after} is the last id of the page before. */
    @Query(
            """
            SELECT * FROM users
            WHERE CAST(:after AS uuid) IS NULL
               OR (lower(name), id) > (SELECT lower(name), id FROM users WHERE id = CAST(:after AS uuid))
            ORDER BY lower(name), id LIMIT :limit
            """)
    List<User> page(@Nullable UUID after, int limit);

    @Query(
            """
            UPDATE users SET role = :role, status = :status, time_zone = :timeZone, updated_at = :now
            WHERE id = :id
            """)
    long update(UUID id, Role role, Status status, @Nullable String timeZone, Instant now);

    /** Those who may come in. */
    @Query("SELECT id FROM users WHERE role = 'ADMIN' AND status = 'ACTIVE'")
    List<UUID> administrators();
}
