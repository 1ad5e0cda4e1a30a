package dev.astir.app.presence;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How often a node keeps presence: no setting, since other times here would need others elsewhere.
 * Immutable.
 *
 * @param tick between two looks at what expired; a line's sign of life is given each {@value
 *     PresenceService#TURNS} of them
 * @param comparison between two looks at whether what was told is true
 */
record PresencePace(Duration tick, Duration comparison) {

    @Factory
    static final class Beans {

        @Singleton
        @Secondary
        PresencePace pace() {
            return new PresencePace(Duration.ofSeconds(1), Duration.ofMinutes(1));
        }
    }
}
