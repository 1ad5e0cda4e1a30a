package dev.astir.app.webhooks;

import dev.astir.app.tenancy.ExpiredRows;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;

/**
 * Deliveries that are kept no longer, with their tries. The sweeper leaves a week, so they are kept
 * for 30 days; for fewer where the organization keeps for fewer what people did. Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface OldDeliveries extends GenericRepository<DeliveryRow, UUID>, ExpiredRows {

    @Override
    @Query(
            """
            DELETE FROM webhook_deliveries WHERE (organization_id, id) IN (
                SELECT d.organization_id, d.id FROM webhook_deliveries d
                JOIN organizations o ON o.id = d.organization_id
                WHERE d.created_at < CAST(:before AS timestamptz) + interval '7 days'
                                     - make_interval(days => LEAST(30, o.retention_days))
                LIMIT :limit)
            """)
    long deleteExpired(Instant before, int limit);
}
