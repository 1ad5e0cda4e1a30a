package dev.astir.app.summaries;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How long after the end of one run the next begins that computes marked days: no setting, since
 * answers do not depend on it. Immutable.
 */
public record ComputingPace(Duration interval) {

    @Factory
    static final class Beans {

        @Singleton
        @Secondary
        ComputingPace pace() {
            return new ComputingPace(Duration.ofSeconds(1));
        }
    }
}
