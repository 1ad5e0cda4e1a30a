package dev.astir.app.factors;

import dev.astir.app.identity.User;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.RateLimits;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Bounds sign-ins that were begun with a right password and wait for a second factor. Each place
 * where somebody signed in before has its own share: whoever knows nothing but the password uses up
 * that of strangers. Thread-safe.
 */
@Singleton
class BegunSignIns {

    /** Those that are finished do not count. */
    static final RateLimit LIMIT = RateLimit.oneEach("challenge", 20, Duration.ofMinutes(1));

    private final RateLimits limits;

    BegunSignIns(RateLimits limits) {
        this.limits = limits;
    }

    /**
     * Takes what one needs.
     *
     * @param place that is known as theirs, if it is
     * @throws ProblemException (429) when there is none left, with the time until there is
     */
    void begin(User user, @Nullable String place) {
        limits.take(LIMIT, key(user, place), "Too many sign-ins were begun; try again later.");
    }

    /** Gives it back: it was them. */
    void finish(User user, @Nullable String place) {
        limits.giveBack(LIMIT, key(user, place));
    }

    private static String key(User user, @Nullable String place) {
        return place == null ? user.id().toString() : user.id() + "\n" + place;
    }
}
