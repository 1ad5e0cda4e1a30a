package dev.astir.app.privacy;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How long whoever has somebody erased waits for the end: no setting, since browsers and proxies
 * set it. Immutable.
 */
record ErasurePatience(Duration most) {

    static final ErasurePatience DEFAULT = new ErasurePatience(Duration.ofSeconds(20));

    @Factory
    static final class Beans {

        @Singleton
        @Secondary
        ErasurePatience erasurePatience() {
            return DEFAULT;
        }
    }
}
