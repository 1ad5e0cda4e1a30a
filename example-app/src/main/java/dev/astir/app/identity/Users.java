package dev.astir.app.identity;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code users}, as signing in sees it. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Users extends GenericRepository<User, UUID> {

    /** One choice of the problem {@code organization-required}. */
    @Introspected
    record Choice(UUID id, String name) {}

    /** The new person; null when somebody in the organization has the e-mail. */
    @Query(
            """
            INSERT INTO users (id, organization_id, name, email, password_hash, role, status,
                               password_changed_at, created_at, updated_at)
            VALUES (:id, :organizationId, :name, :email, :passwordHash, lower(:role), 'active',
                    :now, :now, :now)
            ON CONFLICT (organization_id, lower(email COLLATE "C")) WHERE status <> 'removed'
            DO NOTHING
            RETURNING *
            """)
    @Nullable User create(
            UUID id,
            UUID organizationId,
            String name,
            String email,
            String passwordHash,
            Role role,
            Instant now);

    /** The person with this id. */
    @Query("SELECT * FROM users WHERE id = :id")
    Optional<User> findById(UUID id);

    /**
     * At most one in an organization; as the system, one for each organization of that person. Who
     * was removed is not among them.
     */
    @Query(
            """
            SELECT * FROM users
            WHERE lower(email COLLATE "C") = lower(:email COLLATE "C") AND status <> 'removed'
            ORDER BY organization_id
            """)
    List<User> findByEmail(String email);

    /** Whether somebody with this e-mail was removed, in a transaction of the organization. */
    @Query(
            """
            SELECT EXISTS (SELECT FROM users WHERE status = 'removed'
                AND lower(email COLLATE "C") = lower(:email COLLATE "C"))
            """)
    boolean wasRemoved(String email);

    /** Stores the same password in another form; does nothing when it was changed meanwhile. */
    @Query("UPDATE users SET password_hash = :renewed WHERE id = :id AND password_hash = :old")
    long renewHash(UUID id, String old, String renewed);

    /**
     * The person with this id, whom nobody else changes until the transaction ends. Rows that refer
     * to them may be added: two people who name each other would wait for each other otherwise.
     * (The text in quotes has the framework take it for a question, in spite of the word UPDATE.)
     */
    @Query("SELECT * FROM users WHERE id = :id AND 'for update' <> '' FOR NO KEY UPDATE")
    Optional<User> hold(UUID id);

    /** Gives a person another password. */
    @Query(
            """
            UPDATE users SET password_hash = :hash, password_changed_at = :now, updated_at = :now
            WHERE id = :id
            """)
    long changePassword(UUID id, String hash, Instant now);

    @Query(
            """
            SELECT u.id, u.organization_id, o.name AS organization_name, u.name, u.email, u.role,
                   COALESCE(u.time_zone, o.time_zone) AS time_zone,
                   u.time_zone AS own_time_zone
            FROM users u JOIN organizations o ON o.id = u.organization_id
            WHERE u.id = :id
            """)
    Optional<Me> me(UUID id);

    /** Those of the organizations in which passwords let in nobody but administrators. */
    @Query("SELECT id FROM organizations WHERE id IN (:ids) AND NOT passwords_allowed")
    List<UUID> organizationsWithoutPasswords(List<UUID> ids);

    @Query("SELECT id, name FROM organizations WHERE id IN (:ids) ORDER BY name, id")
    List<Choice> organizations(List<UUID> ids);
}
