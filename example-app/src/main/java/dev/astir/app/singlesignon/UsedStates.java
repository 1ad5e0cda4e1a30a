package dev.astir.app.singlesignon;

import dev.astir.app.tenancy.ExpiredRows;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;

/** The table {@code used_sign_in_states}: what came back from a provider once. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface UsedStates extends GenericRepository<IdentityLink, UUID>, ExpiredRows {

    /** 1 the first time, on whatever node; 0 after that. */
    @Query(
            """
            INSERT INTO used_sign_in_states (organization_id, hash, expires_at)
            VALUES (:organizationId, :hash, :expiresAt)
            ON CONFLICT (organization_id, hash) DO NOTHING
            """)
    long use(UUID organizationId, byte[] hash, Instant expiresAt);

    @Override
    @Query(
            """
            DELETE FROM used_sign_in_states WHERE (organization_id, hash) IN (
                SELECT organization_id, hash FROM used_sign_in_states
                WHERE expires_at < :before ORDER BY expires_at LIMIT :limit)
            """)
    long deleteExpired(Instant before, int limit);
}
