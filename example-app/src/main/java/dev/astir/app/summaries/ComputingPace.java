package dev.astir.app.summaries;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * When days are computed that nobody asked for: no setting, since answers do not depend on it.
 * Immutable.
 *
 * @param interval how long after the end of one run the next begins
 * @param rests after a day that is not over, for how many times as long as it took: it is soon
 *     marked again, and where thousands of people record, what recomputes their days all the time
 *     leaves little to those who record
 */
public record ComputingPace(Duration interval, int rests) {

    @Factory
    static final class Beans {

        @Singleton
        @Secondary
        ComputingPace pace() {
            return new ComputingPace(Duration.ofSeconds(1), 3);
        }
    }
}
