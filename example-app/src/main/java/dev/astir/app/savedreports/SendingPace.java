package dev.astir.app.savedreports;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How long after the end of one run the next begins that mails what is due: no setting, since a
 * report is of the time that it was due. Immutable.
 */
public record SendingPace(Duration interval) {

    @Factory
    static final class Beans {

        @Singleton
        @Secondary
        SendingPace pace() {
            return new SendingPace(Duration.ofSeconds(20));
        }
    }
}
