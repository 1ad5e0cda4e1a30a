package dev.astir.app.factors;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code totp_secrets}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface TotpRepository extends GenericRepository<TotpRepository.Secret, UUID> {

    /**
     * Somebody's authenticator app.
     *
     * @param sealed what counts; empty before the first was confirmed
     * @param pending what is being set up; empty when nothing is
     */
    @MappedEntity("totp_secrets")
    record Secret(
            @Id UUID userId,
            byte[] sealed,
            @Nullable Instant confirmedAt,
            long lastStep,
            byte[] pending,
            @Nullable Instant pendingUntil) {

        boolean counts() {
            return sealed.length > 0;
        }
    }

    @Query(
            """
            SELECT user_id, COALESCE(sealed, '') AS sealed, confirmed_at, last_step,
                   COALESCE(pending, '') AS pending, pending_until
            FROM totp_secrets WHERE user_id = :userId
            """)
    Optional<Secret> find(UUID userId);

    /** The last setup that was begun is the one that can be confirmed. */
    @Query(
            """
            INSERT INTO totp_secrets (organization_id, user_id, pending, pending_until)
            VALUES (:organizationId, :userId, :pending, :until)
            ON CONFLICT (organization_id, user_id)
            DO UPDATE SET pending = excluded.pending, pending_until = excluded.pending_until
            """)
    void begin(UUID organizationId, UUID userId, byte[] pending, Instant until);

    /** Makes what is being set up the one that counts, unless another setup has begun. */
    @Query(
            """
            UPDATE totp_secrets SET sealed = pending, confirmed_at = :now, last_step = :step,
                                    pending = NULL, pending_until = NULL
            WHERE user_id = :userId AND pending = :pending
            """)
    long confirm(UUID userId, byte[] pending, long step, Instant now);

    /** A code is used: 1; 0 when it was used before, also by who came at the same time. */
    @Query(
            """
            UPDATE totp_secrets SET last_step = :step
            WHERE user_id = :userId AND sealed = :sealed AND last_step < :step
            """)
    long use(UUID userId, byte[] sealed, long step);

    @Query("DELETE FROM totp_secrets WHERE user_id = :userId")
    long deleteOf(UUID userId);
}
