package dev.astir.tracker.micrometer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long ago something was. */
final class Age {

    private Age() {}

    /** In milliseconds; not a number if it never was. */
    static double millis(@Nullable Instant time, Clock clock) {
        return time == null ? Double.NaN : Duration.between(time, clock.instant()).toMillis();
    }
}
