package dev.astir.app.identity;

import dev.astir.app.tenancy.ExpiredRows;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;

/** Links that open nothing any more, and requests that nobody answered. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ExpiredPasswordResets extends GenericRepository<PasswordResetRequest, UUID>, ExpiredRows {

    @Override
    @Query(
            """
            DELETE FROM password_resets WHERE (organization_id, id) IN (
                SELECT organization_id, id FROM password_resets
                WHERE expires_at < :before ORDER BY expires_at LIMIT :limit)
            """)
    long deleteExpired(Instant before, int limit);
}
