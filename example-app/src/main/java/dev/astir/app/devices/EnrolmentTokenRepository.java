package dev.astir.app.devices;

import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

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
     * Whom a usable token is for; empty if there is none, it expired, was used up, or its person is
     * suspended. Only as system: the organization is not known yet.
     */
    @Query(
            """
            SELECT t.organization_id, t.user_id
            FROM enrolment_tokens t
            JOIN users u ON u.organization_id = t.organization_id AND u.id = t.user_id
            WHERE t.token_hash = :hash AND t.expires_at > :now AND t.uses < t.max_uses
              AND u.status = 'active'
            """)
    Optional<Bearer> bearer(byte[] hash, Instant now);

    /** Uses a token once; false if another use came first and it was the last one. */
    @Query(
            """
            UPDATE enrolment_tokens SET uses = uses + 1
            WHERE organization_id = :organizationId AND token_hash = :hash AND expires_at > :now
              AND uses < max_uses
            """)
    boolean use(UUID organizationId, byte[] hash, Instant now);
}
