package dev.astir.app.identity;

import dev.astir.app.tenancy.ExpiredRows;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;

/** Sign-ins that nobody carried on, with their refresh tokens. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ExpiredFamilies extends GenericRepository<TokenFamilies.Holder, UUID>, ExpiredRows {

    @Override
    @Query(
            """
            DELETE FROM token_families WHERE (organization_id, id) IN (
                SELECT organization_id, id FROM token_families
                WHERE expires_at < :before ORDER BY expires_at LIMIT :limit)
            """)
    long deleteExpired(Instant before, int limit);
}
