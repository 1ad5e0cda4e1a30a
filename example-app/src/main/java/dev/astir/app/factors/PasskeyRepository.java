package dev.astir.app.factors;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code passkeys}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PasskeyRepository extends GenericRepository<PasskeyRepository.Stored, UUID> {

    /** A passkey's public half. */
    @MappedEntity("passkeys")
    record Stored(
            @Id UUID id,
            UUID userId,
            String name,
            byte[] credentialId,
            byte[] publicKey,
            long signatureCount,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {}

    /** 0 when the organization has one with this credential. */
    @Query(
            """
            INSERT INTO passkeys (organization_id, id, user_id, name, credential_id, public_key,
                                  signature_count, created_at)
            VALUES (:organizationId, :id, :userId, :name, :credentialId, :publicKey,
                    :signatureCount, :now)
            ON CONFLICT (organization_id, credential_id) DO NOTHING
            """)
    long add(
            UUID organizationId,
            UUID id,
            UUID userId,
            String name,
            byte[] credentialId,
            byte[] publicKey,
            long signatureCount,
            Instant now);

    /** The oldest first. */
    @Query("SELECT * FROM passkeys WHERE user_id = :userId ORDER BY created_at, id")
    List<Stored> of(UUID userId);

    /** Authenticators that count never count backwards. */
    @Query(
            """
            UPDATE passkeys SET signature_count = greatest(signature_count, :signatureCount),
                                last_used_at = :now
            WHERE user_id = :userId AND credential_id = :credentialId
            """)
    long used(UUID userId, byte[] credentialId, long signatureCount, Instant now);

    @Query("UPDATE passkeys SET name = :name WHERE user_id = :userId AND id = :id")
    long rename(UUID userId, UUID id, String name);

    @Query("DELETE FROM passkeys WHERE user_id = :userId AND id = :id")
    long delete(UUID userId, UUID id);

    @Query("DELETE FROM passkeys WHERE user_id = :userId")
    long deleteOf(UUID userId);
}
