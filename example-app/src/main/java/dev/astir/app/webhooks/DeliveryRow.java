package dev.astir.app.webhooks;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code webhook_deliveries}. Immutable. */
@MappedEntity("webhook_deliveries")
record DeliveryRow(
        @Id UUID id,
        UUID webhookId,
        @Nullable UUID eventId,
        String eventType,
        @Nullable UUID shownOf,
        String body,
        String outcome,
        int attempts,
        @Nullable Instant nextAttemptAt,
        boolean isLeased,
        Instant createdAt,
        @Nullable Instant endedAt) {

    /** As whose webhook it is sees it. */
    Delivery shown(List<Delivery.Try> tries) {
        return new Delivery(
                id,
                Delivery.messageId(id),
                eventType,
                eventId,
                outcome,
                createdAt,
                endedAt,
                nextAttemptAt,
                tries);
    }

    /** Without the body, which tells of people. */
    @Override
    public String toString() {
        return "DeliveryRow[id=" + id + ", outcome=" + outcome + "]";
    }
}
