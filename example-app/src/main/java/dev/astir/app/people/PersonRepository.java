package dev.astir.app.people;

import dev.astir.app.identity.Passwords;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.Status;
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

/**
 * The table {@code users}, as administrators see it, in a transaction of the organization.
 * Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PersonRepository extends GenericRepository<Person, UUID> {

    @Query("SELECT * FROM users WHERE id = :id")
    Optional<Person> find(UUID id);

    /**
     * By name, without those who were removed.
     *
     * @param seen only these; null for everybody
     * @param after the last id of the page before; null for the first page
     */
    @Query(
            """
            SELECT * FROM users
            WHERE status <> 'removed'
              AND (CAST(:seen AS uuid[]) IS NULL OR id = ANY (CAST(:seen AS uuid[])))
              AND (CAST(:after AS uuid) IS NULL
                   OR (lower(name), id)
                      > (SELECT lower(name), id FROM users WHERE id = CAST(:after AS uuid)))
            ORDER BY lower(name), id LIMIT :limit
            """)
    List<Person> page(
            @TypeDef(type = DataType.OBJECT) UUID @Nullable [] seen,
            @Nullable UUID after,
            int limit);

    /** The changed person; null when there is none. */
    @Query(
            """
            UPDATE users SET role = lower(:role), status = lower(:status),
                             time_zone = :timeZone, team_id = :teamId, updated_at = :now
            WHERE id = :id RETURNING *
            """)
    @Nullable Person update(
            UUID id,
            Role role,
            Status status,
            @Nullable String timeZone,
            @Nullable UUID teamId,
            Instant now);

    /** Whether the organization has this team. */
    @Query(
            """
            SELECT EXISTS (SELECT FROM teams WHERE organization_id = :organizationId AND id = :id)
            """)
    boolean isTeam(UUID organizationId, UUID id);

    /** The person with another name or zone of their own; null when there is none. */
    @Query(
            """
            UPDATE users SET name = :name, time_zone = CAST(:timeZone AS text), updated_at = :now
            WHERE id = :id RETURNING *
            """)
    @Nullable Person updateProfile(UUID id, String name, @Nullable String timeZone, Instant now);

    /** The person, who is out from now on; null when there is none. */
    @Query(
            """
            UPDATE users SET status = 'removed', password_hash = '', updated_at = :now
            WHERE id = :id AND status <> 'removed' RETURNING *
            """)
    @Nullable Person remove(UUID id, Instant now);

    /**
     * Whether an administrator can come in: by a password, or by a provider in use that knows them,
     * or will by their e-mail.
     */
    @Query(
            """
            SELECT EXISTS (
                SELECT FROM users u WHERE u.role = 'admin' AND u.status = 'active' AND (
                    u.password_hash NOT IN ('', '\
            """
                    + Passwords.NONE
                    + """
                    ') OR EXISTS (
                                SELECT FROM identity_providers p
                                LEFT JOIN identity_links l ON l.organization_id = p.organization_id
                                    AND l.issuer = p.issuer AND l.user_id = u.id
                                WHERE p.organization_id = u.organization_id AND p.enabled
                                  AND (l.id IS NOT NULL OR p.allowed_domains
                                       @> ARRAY[lower(split_part(u.email, '@', -1))]))))
                    """)
    boolean canAnAdministratorComeIn();

    /** Those who may come in. */
    @Query("SELECT id FROM users WHERE role = 'admin' AND status = 'active'")
    List<UUID> administrators();
}
