package dev.astir.app.identity;

import dev.astir.app.identity.KnownPlaces.Place;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.RateLimits;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Bounds failed logins: of an e-mail at one place, of all e-mails from one address, and of an
 * e-mail from one address and from everywhere. What strangers may use up does not count where an
 * account was signed in to before, for that account. An attempt takes before the password is looked
 * at, so that many at once gain nothing. Thread-safe.
 */
@Singleton
final class LoginLimit {

    static final int FAILURES = 5;

    static final Duration PERIOD = Duration.ofMinutes(1);

    static final RateLimit AT_PLACE = RateLimit.of("login", FAILURES, PERIOD);

    static final RateLimit OF_ADDRESS = RateLimit.of("login-address", 30, PERIOD);

    /** However many addresses somebody has. */
    static final RateLimit OF_EMAIL = RateLimit.oneEach("login-email", 30, Duration.ofSeconds(20));

    /** How often an account is served first where it is known, successes counted as well. */
    static final RateLimit SERVED_FIRST =
            RateLimit.oneEach("login-first", 20, Duration.ofSeconds(3));

    private final RateLimits limits;

    LoginLimit(RateLimits limits) {
        this.limits = limits;
    }

    /**
     * Takes what one attempt needs; {@link Attempt#giveBack} gives it back.
     *
     * @throws ProblemException (429) when there is none left, with the time until there is
     */
    Attempt attempt(Place place, String email) {
        String key = Emails.key(email);
        Attempt attempt = new Attempt(place, place.asker(email));
        if (place.isKnown()) {
            attempt.takeForPlace("known\n" + place.name() + "\n" + key);
        }
        attempt.take(AT_PLACE, place.address() + "\n" + key).ifPresent(attempt::confine);
        if (!place.isShared()) {
            attempt.take(OF_ADDRESS, place.address())
                    .ifPresent(wait -> {
                        attempt.confine(wait);
                        attempt.asker = attempt.asker.asStranger();
                    });
        }
        attempt.take(OF_EMAIL, key).ifPresent(attempt::confine);
        if (place.isKnown() && limits.tryTake(SERVED_FIRST, attempt.asker.name()).isPresent()) {
            attempt.asker = attempt.asker.asStranger();
        }
        return attempt;
    }

    /** One attempt to sign in. Confined to a thread. */
    final class Attempt {

        private final Place place;
        private final List<Runnable> taken = new ArrayList<>();
        private Runnable takenForPlace = () -> {};
        private boolean confined;
        private Asker asker;

        private Attempt(Place place, Asker asker) {
            this.place = place;
            this.asker = asker;
        }

        /** Whether the password may be compared with this account's. */
        boolean allows(UUID userId) {
            return !confined || place.accounts().contains(userId);
        }

        /** Who asks for the hash of this attempt. */
        Asker asker() {
            return asker;
        }

        /** Nobody guessed: the password was not looked at. */
        void giveBack() {
            taken.forEach(Runnable::run);
        }

        /**
         * The password was right. If it was not for others it was a guess at these all the same:
         * anybody can make an account with their e-mail. So it counts, but does not keep the person
         * from a place where no more than the own account is known.
         */
        void succeed(Set<UUID> others) {
            if (others.isEmpty()) {
                giveBack();
            } else if (Collections.disjoint(others, place.accounts())) {
                takenForPlace.run();
            }
        }

        private void takeForPlace(String key) {
            take(AT_PLACE, key).ifPresent(this::refuse);
            takenForPlace = taken.getLast();
        }

        private Optional<Duration> take(RateLimit limit, String key) {
            Optional<Duration> wait = limits.tryTake(limit, key);
            if (wait.isEmpty()) {
                taken.add(() -> limits.giveBack(limit, key));
            }
            return wait;
        }

        /** Strangers used up what there is: only those who are known here may go on. */
        private void confine(Duration wait) {
            if (!place.isKnown()) {
                refuse(wait);
            }
            confined = true;
        }

        private void refuse(Duration wait) {
            giveBack();
            throw ProblemException.tooManyRequests(
                    "Too many failed logins; try again later.", wait);
        }
    }
}
