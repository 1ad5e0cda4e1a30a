package dev.astir.app.webhooks;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;

/**
 * Whether this node looks for deliveries as soon as it hears of something new, besides the job that
 * does: no setting, since the job misses nothing. Immutable.
 */
public record WebhookPace(boolean isAtOnce) {

    /** The job alone. */
    public static WebhookPace byJob() {
        return new WebhookPace(false);
    }

    @Factory
    static final class Beans {

        @Singleton
        @Secondary
        WebhookPace pace() {
            return new WebhookPace(true);
        }
    }
}
