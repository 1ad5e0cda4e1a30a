package dev.astir.app.identity;

import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code password_resets}. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PasswordResetRepository extends GenericRepository<PasswordResetRequest, UUID> {

    /**
     * A link, with the person whose password it may change.
     *
     * @param issuedBy the administrator who took it; null where the person asked for it
     */
    @MappedEntity
    record Link(
            UUID organizationId,
            UUID userId,
            String email,
            Status status,
            Instant expiresAt,
            @Nullable UUID issuedBy) {}

    @Query(
            """
            INSERT INTO password_resets
                (organization_id, id, user_id, token_hash, requested_at, expires_at, issued_by)
            VALUES (:organizationId, :id, :userId, :hash, :now, :expiresAt,
                    CAST(:issuedBy AS uuid))
            """)
    void addLink(
            UUID organizationId,
            UUID id,
            UUID userId,
            byte[] hash,
            Instant now,
            Instant expiresAt,
            @Nullable UUID issuedBy);

    /** A request that waits for an administrator; of a person there is one. */
    @Query(
            """
            INSERT INTO password_resets (organization_id, id, user_id, requested_at, expires_at)
            VALUES (:organizationId, :id, :userId, :now, :expiresAt)
            ON CONFLICT (organization_id, user_id) WHERE token_hash IS NULL
            DO UPDATE SET requested_at = :now, expires_at = :expiresAt
            """)
    void addWaiting(UUID organizationId, UUID id, UUID userId, Instant now, Instant expiresAt);

    /** What waits, the longest first; {@code after} is the last id of the page before. */
    @Query(
            """
            SELECT r.id, r.user_id, u.name, u.email, r.requested_at, r.expires_at
            FROM password_resets r
            JOIN users u ON u.organization_id = r.organization_id AND u.id = r.user_id
            WHERE r.token_hash IS NULL AND r.expires_at > :now AND u.status = 'active'
              AND (CAST(:after AS uuid) IS NULL OR (r.requested_at, r.id) > (
                  SELECT requested_at, id FROM password_resets WHERE id = CAST(:after AS uuid)))
            ORDER BY r.requested_at, r.id LIMIT :limit
            """)
    List<PasswordResetRequest> waiting(Instant now, @Nullable UUID after, int limit);

    /**
     * As system, whatever the organization. What an administrator took ends with their right to
     * take it.
     */
    @Query(
            """
            SELECT r.organization_id, r.user_id, u.email, u.status, r.expires_at, r.issued_by
            FROM password_resets r
            JOIN users u ON u.organization_id = r.organization_id AND u.id = r.user_id
            WHERE r.token_hash = :hash
              AND (r.issued_by IS NULL OR EXISTS (
                  SELECT FROM users i
                  WHERE i.organization_id = r.organization_id AND i.id = r.issued_by
                    AND i.role = 'admin' AND i.status = 'active'))
            """)
    Optional<Link> findLink(byte[] hash);

    /** The first use of a link wins. */
    @Query(
            """
            DELETE FROM password_resets r
            WHERE r.token_hash = :hash AND r.expires_at > :now
              AND (r.issued_by IS NULL OR EXISTS (
                  SELECT FROM users i
                  WHERE i.organization_id = r.organization_id AND i.id = r.issued_by
                    AND i.role = 'admin' AND i.status = 'active'))
            """)
    long deleteLink(byte[] hash, Instant now);

    /** What a link that an administrator takes stands in for: the request, and earlier links. */
    @Query(
            """
            DELETE FROM password_resets
            WHERE user_id = :userId AND (token_hash IS NULL OR issued_by IS NOT NULL)
            """)
    long deleteReplaced(UUID userId);

    @Query("DELETE FROM password_resets WHERE user_id = :userId")
    long deleteAllOf(UUID userId);
}
