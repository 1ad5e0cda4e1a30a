package dev.astir.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.app.identity.HashQueue.Asker;
import dev.astir.app.identity.KnownPlaces.Place;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.TestRateLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoginLimitTest {

    private static final String ADA = "ada@example.org";
    private static final UUID ACCOUNT = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-05-01T10:00:00Z"));
    private final LoginLimit limit =
            new LoginLimit(TestRateLimits.inMemory(new SettableClock(now)));

    @Test
    void opensAgainAfterAMinute() {
        fail(stranger("10.0.0.1"), ADA, LoginLimit.FAILURES);
        assertRefused(stranger("10.0.0.1"), ADA);

        pass(LoginLimit.PERIOD);

        fail(stranger("10.0.0.1"), ADA, 1);
    }

    @Test
    void concernsOnePlaceAndEmail() {
        fail(stranger("10.0.0.1"), ADA, LoginLimit.FAILURES);

        fail(stranger("10.0.0.2"), ADA, 1);
        fail(stranger("10.0.0.1"), "bob@example.org", 1);
        assertRefused(stranger("10.0.0.1"), " ADA@example.org");
    }

    /** Java's lower case of this letter is two characters, a database's may be one, or itself. */
    @Test
    void countsAnEmailAsTheDatabaseComparesIt() {
        fail(stranger("10.0.0.1"), "\u0130da@example.org", LoginLimit.FAILURES);

        assertRefused(stranger("10.0.0.1"), "\u0130DA@EXAMPLE.ORG");
        fail(stranger("10.0.0.1"), "i\u0307da@example.org", 1);
    }

    @Test
    void aSuccessGivesItsPlaceBack() {
        for (int i = 0; i < 100; i++) {
            limit.attempt(stranger("10.0.0.1"), ADA).giveBack();
        }
    }

    @Test
    void oneAddressCannotTryAllEmails() {
        for (int i = 0; i < LoginLimit.OF_ADDRESS.capacity(); i++) {
            fail(stranger("10.0.0.1"), "person-" + i + "@example.org", 1);
        }

        assertRefused(stranger("10.0.0.1"), ADA);
        fail(stranger("10.0.0.2"), ADA, 1);
    }

    @Test
    void anAddressThatMayBeEverybodysIsNotBounded() {
        Place proxy = new Place("127.0.0.1", "127.0.0.1", true, Set.of());
        for (int i = 0; i <= LoginLimit.OF_ADDRESS.capacity(); i++) {
            fail(proxy, "person-" + i + "@example.org", 1);
        }

        fail(proxy, ADA, LoginLimit.FAILURES);
        assertRefused(proxy, ADA);
    }

    @Test
    void manyAddressesGuessOneEmailSlowly() {
        attackFromEverywhere();
        assertRefused(stranger("10.1.0.1"), ADA);

        pass(Duration.ofSeconds(20));

        fail(stranger("10.1.0.1"), ADA, 1);
        assertRefused(stranger("10.1.0.2"), ADA);
        fail(stranger("10.1.0.2"), "bob@example.org", 1);
    }

    /** Strangers who use up what there is lock nobody out where they signed in before. */
    @Test
    void strangersDoNotLockOutWhoIsKnown() {
        attackFromEverywhere();
        Place home = new Place("10.2.0.1", "10.2.0.1", false, Set.of(ACCOUNT));

        LoginLimit.Attempt attempt = limit.attempt(home, ADA);

        assertThat(attempt.allows(ACCOUNT)).isTrue();
        assertThat(attempt.asker()).isEqualTo(Asker.KNOWN);
        // Who is known for an account of their own with the same e-mail gains nothing by it.
        assertThat(attempt.allows(OTHER)).isFalse();
        fail(home, ADA, LoginLimit.FAILURES - 1);
        assertRefused(home, ADA);
    }

    @Test
    void aKnownBrowserIsNotLockedOutByItsAddress() {
        fail(stranger("10.0.0.1"), ADA, LoginLimit.FAILURES);
        Place browser = new Place("browser", "10.0.0.1", false, Set.of(ACCOUNT));

        LoginLimit.Attempt attempt = limit.attempt(browser, ADA);

        assertThat(attempt.allows(ACCOUNT)).isTrue();
        assertThat(attempt.allows(OTHER)).isFalse();
        fail(browser, ADA, LoginLimit.FAILURES - 1);
        assertRefused(browser, ADA);
    }

    /** Many browsers that are known for an account of one's own are no more guesses at others. */
    @Test
    void manyBrowsersGuessNoMoreThanOneAddress() {
        int guesses = 0;
        for (int i = 0; i < 20; i++) {
            Place browser = new Place("browser " + i, "10.0.0.1", false, Set.of(ACCOUNT));
            guesses += limit.attempt(browser, ADA).allows(OTHER) ? 1 : 0;
        }

        assertThat(guesses).isEqualTo(LoginLimit.FAILURES);
    }

    @Test
    void withoutAttackEveryAccountMayBeMeant() {
        Place browser = new Place("browser", "10.0.0.1", false, Set.of(ACCOUNT));

        assertThat(limit.attempt(browser, ADA).allows(OTHER)).isTrue();
        assertThat(limit.attempt(stranger("10.0.0.1"), ADA).allows(OTHER)).isTrue();
        assertThat(limit.attempt(stranger("10.0.0.1"), ADA).asker()).isEqualTo(Asker.STRANGER);
    }

    /** What is refused for one reason uses up nothing of the others. */
    @Test
    void aRefusalTakesNothing() {
        fail(stranger("10.0.0.1"), ADA, LoginLimit.FAILURES);
        for (int i = 0; i < 100; i++) {
            assertRefused(stranger("10.0.0.1"), ADA);
        }

        fail(stranger("10.0.0.1"), "bob@example.org", 1);
        fail(stranger("10.0.0.2"), ADA, 1);
    }

    private void attackFromEverywhere() {
        for (int i = 0; i < LoginLimit.OF_EMAIL.capacity(); i++) {
            fail(stranger("10.0.0." + i), ADA, 1);
        }
    }

    private void fail(Place place, String email, int times) {
        for (int i = 0; i < times; i++) {
            limit.attempt(place, email);
        }
    }

    private void assertRefused(Place place, String email) {
        assertThatThrownBy(() -> limit.attempt(place, email)).isInstanceOf(ProblemException.class);
    }

    private static Place stranger(String address) {
        return new Place(address, address, false, Set.of());
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }
}
