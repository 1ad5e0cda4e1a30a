package dev.astir.app.webhooks;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a webhook is, and what its deliveries are signed with. Immutable.
 *
 * @param secret sealed
 * @param oldSecret the one before, sealed; null when there is none
 */
@MappedEntity("webhooks")
@SuppressWarnings("ArrayRecordComponent") // nobody compares keys
record WebhookKeys(
        @Id UUID id,
        String url,
        byte[] secret,
        // The mapping does not see an annotation of the array's type, only one of the component.
        @jakarta.annotation.Nullable byte[] oldSecret,
        @Nullable Instant oldSecretUntil) {

    /** Without the secrets. */
    @Override
    public String toString() {
        return "WebhookKeys[id=" + id + "]";
    }
}
