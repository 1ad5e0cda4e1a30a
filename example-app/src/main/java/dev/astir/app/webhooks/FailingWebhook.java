package dev.astir.app.webhooks;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook at which a try has just failed. Immutable.
 *
 * @param userId whose own it is; null for the organization's
 * @param failingSince the first try that failed since something arrived
 * @param deadInRow how many deliveries were given up since
 * @param language of who made it
 */
@MappedEntity("webhooks")
record FailingWebhook(
        @Id UUID id,
        @Nullable UUID userId,
        String name,
        String url,
        String status,
        Instant failingSince,
        int deadInRow,
        String language,
        UUID createdBy) {

    private static final int MOST_DEAD = 10;
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Whether there is no hope that somebody sees to it without being told. */
    boolean isHopeless(Instant now) {
        return deadInRow >= MOST_DEAD || !failingSince.plus(LONGEST).isAfter(now);
    }
}
