package dev.astir.app.identity;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;

/**
 * How much work a new hash of a password is: no setting, since nobody would choose it well.
 * Immutable.
 *
 * @param logarithm of the rounds, as bcrypt counts
 */
record HashCost(int logarithm) {

    /** About a quarter of a second of one core. */
    static final HashCost DEFAULT = new HashCost(12);

    @Factory
    static final class Beans {

        @Singleton
        @Secondary
        HashCost hashCost() {
            return DEFAULT;
        }
    }
}
