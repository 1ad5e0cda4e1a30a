package dev.astir.app.webhooks;

import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery for the node that took it for a while, with all that a try needs. Immutable.
 *
 * @param eventId null for a test
 * @param attempts how often it was tried, with this time
 * @param secret sealed
 * @param oldSecret the one before, sealed; null when there is none
 * @param oldSecretUntil until when that signs as well
 * @param userId whose own webhook it is for; null for the organization's
 */
@MappedEntity("webhook_deliveries")
@SuppressWarnings("ArrayRecordComponent") // nobody compares deliveries
record DueDelivery(
        UUID organizationId,
        UUID id,
        UUID webhookId,
        @Nullable UUID eventId,
        String body,
        int attempts,
        String url,
        byte[] secret,
        // The mapping does not see an annotation of the array's type, only one of the component.
        @jakarta.annotation.Nullable byte[] oldSecret,
        @Nullable Instant oldSecretUntil,
        @Nullable UUID userId) {

    boolean isTest() {
        return eventId == null;
    }

    /** Without the body, which tells of people, and the secrets. */
    @Override
    public String toString() {
        return "DueDelivery[id=" + id + ", attempts=" + attempts + "]";
    }
}
