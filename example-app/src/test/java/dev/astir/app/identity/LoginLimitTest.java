package dev.astir.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        assertThat(attempt.asker().isKnown()).isTrue();
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
        assertThat(limit.attempt(stranger("10.0.0.1"), ADA).asker().isKnown()).isFalse();
    }

    /** Whoever makes an account with a person's e-mail sees whether its password is theirs, too. */
    @Test
    void aSuccessThatWasAGuessAtOthersCounts() {
        for (int i = 0; i < LoginLimit.FAILURES; i++) {
            limit.attempt(stranger("10.0.0.1"), ADA).succeed(Set.of(OTHER));
        }
        assertRefused(stranger("10.0.0.1"), ADA);

        int guesses = 0;
        for (int i = 0; i < 100; i++) {
            try {
                limit.attempt(stranger("10.1.0." + i), ADA).succeed(Set.of(OTHER));
                guesses++;
            } catch (ProblemException e) {
                assertThat(e).hasMessageContaining("Too many failed logins");
            }
        }
        assertThat(guesses + LoginLimit.FAILURES).isEqualTo(LoginLimit.OF_EMAIL.capacity());
    }

    /** Two organizations with two passwords: what is known here opens, as often as it may. */
    @Test
    void aPlaceThatKnowsOneOfTwoAccountsStaysOpenForIt() {
        Place home = new Place("10.2.0.1", "10.2.0.1", false, Set.of(ACCOUNT));
        int guesses = 0;
        for (int i = 0; i < 100; i++) {
            LoginLimit.Attempt attempt = limit.attempt(home, ADA);
            assertThat(attempt.allows(ACCOUNT)).isTrue();
            boolean compared = attempt.allows(OTHER);
            guesses += compared ? 1 : 0;
            attempt.succeed(compared ? Set.of(OTHER) : Set.of());
        }

        assertThat(guesses).isEqualTo(LoginLimit.FAILURES);
    }

    /** Two people behind one address: none guesses the other's password by their own account. */
    @Test
    void aPlaceThatKnowsBothAccountsIsNoWayRound() {
        Place office = new Place("10.2.0.1", "10.2.0.1", false, Set.of(ACCOUNT, OTHER));
        for (int i = 0; i < LoginLimit.FAILURES; i++) {
            limit.attempt(office, ADA).succeed(Set.of(OTHER));
        }

        assertRefused(office, ADA);
    }

    /** Passwords that are right cost hashes as well; they are served after others'. */
    @Test
    void whoSignsInAgainAndAgainIsServedAsAStranger() {
        Place home = new Place("10.2.0.1", "10.2.0.1", false, Set.of(ACCOUNT));
        for (int i = 0; i < LoginLimit.SERVED_FIRST.capacity(); i++) {
            assertThat(servedFirst(home)).isTrue();
        }
        assertThat(servedFirst(home)).isFalse();
        // The same account in another browser of theirs; and another one with the same e-mail.
        assertThat(servedFirst(new Place("browser", "10.2.0.2", false, Set.of(ACCOUNT)))).isFalse();
        assertThat(servedFirst(new Place("other", "10.2.0.1", false, Set.of(OTHER)))).isTrue();

        pass(LoginLimit.SERVED_FIRST.period());

        assertThat(servedFirst(home)).isTrue();
        assertThat(servedFirst(home)).isFalse();
    }

    /** Anybody can have the e-mail of a person, but not their account. */
    @Test
    void anAccountsShareOfTheHashesIsNotTakenByItsEmail() {
        Asker known = new Place("10.2.0.1", "10.2.0.1", false, Set.of(ACCOUNT)).asker(ADA);
        Asker other = new Place("10.2.0.1", "10.2.0.1", false, Set.of(OTHER)).asker(ADA);

        assertThat(known.name()).isNotIn(other.name(), stranger("10.2.0.1").asker(ADA).name());
        assertThat(stranger("10.2.0.1").asker(ADA).address()).isEqualTo("10.2.0.1");
        assertThat(new Place("127.0.0.1", "127.0.0.1", true, Set.of()).asker(ADA).address())
                .isNull();
    }

    private boolean servedFirst(Place place) {
        LoginLimit.Attempt attempt = limit.attempt(place, ADA);
        attempt.succeed(Set.of());
        return attempt.asker().isKnown();
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
