package dev.astir.app.factors;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;

/** The table {@code recovery_codes}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RecoveryCodeRepository extends GenericRepository<RecoveryCodeRepository.Code, UUID> {

    /** What the repository is of. */
    @MappedEntity("recovery_codes")
    record Code(@Id UUID userId) {}

    @Query(
            """
            INSERT INTO recovery_codes (organization_id, user_id, hash, created_at)
            VALUES (:organizationId, :userId, :hash, :now)
            """)
    void add(UUID organizationId, UUID userId, byte[] hash, Instant now);

    /** 1 for the first use of a code; 0 for a later one, and for what is none. */
    @Query(
            """
            UPDATE recovery_codes SET used_at = :now
            WHERE user_id = :userId AND hash = :hash AND used_at IS NULL
            """)
    long use(UUID userId, byte[] hash, Instant now);

    @Query("SELECT count(*) FROM recovery_codes WHERE user_id = :userId AND used_at IS NULL")
    long countLeft(UUID userId);

    @Query("DELETE FROM recovery_codes WHERE user_id = :userId")
    long deleteOf(UUID userId);
}
