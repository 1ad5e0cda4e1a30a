package dev.astir.app.devices;

import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What token is wanted. Immutable.
 *
 * @param userId whose devices; null for the caller's
 * @param expiresInSeconds how long it is valid, at most 30 days; null for an hour
 * @param maxUses how many devices it may enrol; null for one
 */
@Introspected
record EnrolmentTokenRequest(
        @Nullable UUID userId,
        @Nullable @Min(1) @Max(LONGEST_SECONDS) Long expiresInSeconds,
        @Nullable @Min(1) @Max(MOST_USES) Integer maxUses) {

    private static final long LONGEST_SECONDS = 30 * 24 * 60 * 60;
    private static final int MOST_USES = 1_000;
}
