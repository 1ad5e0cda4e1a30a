package dev.astir.app.integrations;

import dev.astir.app.tenancy.ExpiredRows;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The table {@code integration_events}: what senders' ids became. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReceivedRepository
        extends GenericRepository<ReceivedRepository.Received, UUID>, ExpiredRows {

    /** The event of a sender's id. */
    @Introspected
    @MappedEntity("integration_events")
    record Received(UUID eventId) {}

    @Query(
            """
            SELECT event_id FROM integration_events
            WHERE integration_id = :integrationId AND sender_hash = :hash
            """)
    Optional<Received> find(UUID integrationId, byte[] hash);

    /**
     * Remembers an event, in the transaction that publishes it and holds the integration: another
     * of the same id is not under way.
     */
    @Query(
            """
            INSERT INTO integration_events (organization_id, integration_id, sender_hash, event_id,
                                            expires_at)
            VALUES (:organizationId, :integrationId, :hash, :eventId, :expiresAt)
            """)
    void remember(
            UUID organizationId, UUID integrationId, byte[] hash, UUID eventId, Instant expiresAt);

    @Override
    @Query(
            """
            DELETE FROM integration_events
            WHERE (organization_id, integration_id, sender_hash) IN (
                SELECT organization_id, integration_id, sender_hash FROM integration_events
                WHERE expires_at < :before ORDER BY expires_at LIMIT :limit)
            """)
    long deleteExpired(Instant before, int limit);
}
