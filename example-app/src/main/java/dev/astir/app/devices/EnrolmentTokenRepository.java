package dev.astir.app.devices;

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

/** The table {@code enrolment_tokens}, in the caller's transaction. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface EnrolmentTokenRepository
        extends GenericRepository<EnrolmentTokenRepository.Bearer, UUID> {

    /** Whom a token enrols a device for. */
    @MappedEntity("enrolment_tokens")
    record Bearer(UUID organizationId, UUID userId) {}

    @Query(
            """
            INSERT INTO enrolment_tokens (organization_id, id, user_id, created_by, token_hash,
                                          created_at, expires_at, max_uses)
            VALUES (:organizationId, :id, :userId, :createdBy, :hash, :now, :expiresAt, :maxUses)
            """)
    void insert(
            UUID organizationId,
            UUID id,
            UUID userId,
            UUID createdBy,
            byte[] hash,
            Instant now,
            Instant expiresAt,
            int maxUses);

    /**
     * Whom a usable token is for; empty if there is none, it expired, was used up or revoked, its
     * person is suspended, or who made it could not make it any more. Only as system: the
     * organization is not known yet.
     */
    @Query(
            """
            SELECT t.organization_id, t.user_id
            FROM enrolment_tokens t
            JOIN users u ON u.organization_id = t.organization_id AND u.id = t.user_id
            JOIN users c ON c.organization_id = t.organization_id AND c.id = t.created_by
            WHERE t.token_hash = :hash AND t.expires_at > :now AND t.uses < t.max_uses
              AND t.revoked_at IS NULL AND u.status = 'active' AND c.status = 'active'
              AND (c.id = u.id OR c.role = 'admin')
            """)
    Optional<Bearer> bearer(byte[] hash, Instant now);

    /** Uses a token once; false if it ended meanwhile, by its last use or otherwise. */
    @Query(
            """
            UPDATE enrolment_tokens SET uses = uses + 1
            WHERE organization_id = :organizationId AND token_hash = :hash AND expires_at > :now
              AND uses < max_uses AND revoked_at IS NULL
            """)
    boolean use(UUID organizationId, byte[] hash, Instant now);

    /**
     * Tokens by id.
     *
     * @param userId only those for this person's devices; null for everybody's
     * @param after the last id of the page before; null for the first page
     */
    @Query(
            """
            SELECT t.id, t.user_id, u.name AS user_name, t.created_by, c.name AS created_by_name,
                   t.created_at, t.expires_at, t.max_uses, t.uses, t.revoked_at
            FROM enrolment_tokens t
            JOIN users u ON u.organization_id = t.organization_id AND u.id = t.user_id
            JOIN users c ON c.organization_id = t.organization_id AND c.id = t.created_by
            WHERE t.organization_id = :organizationId
              AND (CAST(:userId AS uuid) IS NULL OR t.user_id = CAST(:userId AS uuid))
              AND (CAST(:after AS uuid) IS NULL OR t.id > CAST(:after AS uuid))
            ORDER BY t.id LIMIT :limit
            """)
    List<IssuedToken> page(
            UUID organizationId, @Nullable UUID userId, @Nullable UUID after, int limit);

    /**
     * Ends a token; whose devices it was for, or null if there is none, or it was ended before.
     *
     * @param userId only if it is for this person's devices; null for anybody's
     */
    @Query(
            """
            UPDATE enrolment_tokens SET revoked_at = :now
            WHERE organization_id = :organizationId AND id = :id AND revoked_at IS NULL
              AND (CAST(:userId AS uuid) IS NULL OR user_id = CAST(:userId AS uuid))
            RETURNING user_id
            """)
    @Nullable UUID revoke(UUID organizationId, UUID id, @Nullable UUID userId, Instant now);

    /**
     * Whom a token is for, whatever its state.
     *
     * @param userId only if it is for this person's devices; null for anybody's
     */
    @Query(
            """
            SELECT organization_id, user_id FROM enrolment_tokens
            WHERE organization_id = :organizationId AND id = :id
              AND (CAST(:userId AS uuid) IS NULL OR user_id = CAST(:userId AS uuid))
            """)
    Optional<Bearer> find(UUID organizationId, UUID id, @Nullable UUID userId);
}
