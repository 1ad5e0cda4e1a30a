package dev.astir.app.timeline;

import io.micronaut.context.annotation.Factory;
import io.micronaut.validation.validator.constraints.ConstraintValidator;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How {@link ReportedTime} is checked; null is left to {@code @NotNull}. Thread-safe. */
@Factory
final class ReportedTimes {

    /** How far a device's clock may be ahead. */
    static final Duration MAX_AHEAD = Duration.ofHours(1);

    /** Nothing was reported before; a device that says so has lost its clock. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    @Singleton
    ConstraintValidator<ReportedTime, Instant> reportedTime(Clock clock) {
        return (value, annotation, context) -> {
            Instant now = clock.instant();
            if (value == null || !value.isBefore(EARLIEST) && !value.isAfter(now.plus(MAX_AHEAD))) {
                return true;
            }
            context.messageTemplate(
                    "must be a time from %s on, at most an hour ahead of the server's time, %s"
                            .formatted(EARLIEST, now.truncatedTo(ChronoUnit.MICROS)));
            return false;
        };
    }
}
