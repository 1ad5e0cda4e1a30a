package dev.astir.app.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An address that is told what happens, as whose it is sees it: without its secrets. Immutable.
 *
 * @param eventTypes which events it is told, as filters of the feed have them
 * @param status {@code active} or {@code paused}
 * @param pausedBecause {@code by-hand}; {@code gone} when it said so, {@code failing} when nothing
 *     arrived for too long, {@code no-access} when its person might not come in; null while it is
 *     active
 * @param oldSecretUntil until when the secret before signs as well; null when there is none
 * @param skipped how many events it was not told after it was paused for too long
 * @param failingSince the first try that failed since something arrived; null when the last one
 *     arrived
 * @param createdByName null when there is no such person any more
 * @param delivered how many deliveries arrived within the last day
 * @param ended how many ended within the last day, those that were given up among them
 * @param usualMs how long an answer usually took within the last day, in milliseconds: the median;
 *     null without an answer
 * @param slowestMs how long the slowest took
 * @param waiting how many deliveries have not ended
 * @param nextTryAt when the first of them is tried; null when none is going to be
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
@MappedEntity("webhooks")
record Webhook(
        @Id UUID id,
        String name,
        String url,
        @TypeDef(type = DataType.STRING_ARRAY) List<String> eventTypes,
        String status,
        @Nullable String pausedBecause,
        @Nullable Instant pausedAt,
        @Nullable Instant oldSecretUntil,
        long skipped,
        @Nullable Instant failingSince,
        UUID createdBy,
        @Nullable String createdByName,
        Instant createdAt,
        Instant updatedAt,
        long delivered,
        long ended,
        @Nullable Long usualMs,
        @Nullable Long slowestMs,
        long waiting,
        @Nullable Instant nextTryAt) {

    static final String ACTIVE = "active";
    static final String PAUSED = "paused";

    Webhook {
        eventTypes = List.copyOf(eventTypes);
    }

    /** The same, with one secret. */
    Webhook withoutOldSecret() {
        return new Webhook(
                id,
                name,
                url,
                eventTypes,
                status,
                pausedBecause,
                pausedAt,
                null,
                skipped,
                failingSince,
                createdBy,
                createdByName,
                createdAt,
                updatedAt,
                delivered,
                ended,
                usualMs,
                slowestMs,
                waiting,
                nextTryAt);
    }

    boolean isActive() {
        return status.equals(ACTIVE);
    }
}
