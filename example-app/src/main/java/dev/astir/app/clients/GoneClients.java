package dev.astir.app.clients;

import dev.astir.app.tenancy.ExpiredRows;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;

/** When clients were seen that are nobody's any more, such as tokens that ended. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface GoneClients extends GenericRepository<SilenceRepository.Turn, UUID>, ExpiredRows {

    @Override
    @Query(
            """
            DELETE FROM client_activity WHERE client_id IN (
                SELECT c.client_id FROM client_activity c
                WHERE c.last_seen < :before
                  AND NOT EXISTS (SELECT FROM users WHERE CAST(id AS text) = c.client_id)
                  AND NOT EXISTS (SELECT FROM agents WHERE CAST(id AS text) = c.client_id)
                  AND NOT EXISTS (SELECT FROM api_tokens WHERE CAST(id AS text) = c.client_id)
                  AND NOT EXISTS (SELECT FROM integrations WHERE CAST(id AS text) = c.client_id)
                LIMIT :limit)
            """)
    long deleteExpired(Instant before, int limit);
}
