package dev.astir.app.webhooks;

import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code webhook_tries}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface TryRepository extends GenericRepository<TryRepository.Row, UUID> {

    /** A row. */
    @MappedEntity("webhook_tries")
    record Row(
            UUID deliveryId,
            int attempt,
            Instant at,
            @Nullable Integer status,
            @Nullable String error,
            long tookMs,
            String answer) {

        /** As administrators see it. */
        Delivery.Try shown() {
            return new Delivery.Try(attempt, at, status, error, tookMs, answer);
        }
    }

    /** Adds one, unless the delivery was deleted meanwhile. */
    @Query(
            """
            INSERT INTO webhook_tries (organization_id, delivery_id, attempt, at, status, error,
                                       took_ms, answer)
            SELECT d.organization_id, d.id, :attempt, :at, CAST(:status AS integer),
                   CAST(:error AS text), :tookMs, :answer
            FROM webhook_deliveries d
            WHERE d.organization_id = :organizationId AND d.id = :deliveryId
            ON CONFLICT DO NOTHING
            """)
    long add(
            UUID organizationId,
            UUID deliveryId,
            int attempt,
            Instant at,
            @Nullable Integer status,
            @Nullable String error,
            long tookMs,
            String answer);

    /** Those of these deliveries, the first ones first. */
    @Query(
            """
            SELECT * FROM webhook_tries
            WHERE organization_id = :organizationId AND delivery_id = ANY (:deliveries)
            ORDER BY attempt
            """)
    List<Row> of(UUID organizationId, @TypeDef(type = DataType.OBJECT) UUID[] deliveries);
}
