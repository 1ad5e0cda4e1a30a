package dev.astir.app.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.identity.Recognition.Recognised;
import dev.astir.app.people.People;
import dev.astir.app.tenancy.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many hashes an attempt costs, and what becomes of hashes from before. */
class RecognitionTest extends AppTest {

    private static final Asker ASKER = Asker.known("somebody");

    private final Recognition recognition = app().bean(Recognition.class);
    private final Users users = app().bean(Users.class);
    private final Transactions transactions = app().bean(Transactions.class);
    private final MeterRegistry registry = app().bean(MeterRegistry.class);
    private final String email = "Many-" + UUID.randomUUID() + "@example.org";
    private double before;

    @BeforeEach
    void count() {
        before = registry.counter("astir.password.hashes").count();
    }

    @Test
    void costsOneHashHoweverManyOrganizationsKnowTheEmail() {
        String hash = app().bean(Passwords.class).hash(UUID.randomUUID(), email, TestApp.PASSWORD);
        for (int i = 0; i < 20; i++) {
            employ(organization(), hash);
        }
        count();

        assertThat(attempt(TestApp.PASSWORD, null).people()).hasSize(20);
        assertThat(hashes()).isEqualTo(1);
        assertRefused("not the password", null);
        assertThat(hashes()).isEqualTo(2);
    }

    @Test
    void costsOneHashForNobody() {
        assertRefused(TestApp.PASSWORD, null);
        assertRefused("short", null);
        assertRefused("x".repeat(1000), null);
        assertRefused(TestApp.PASSWORD, UUID.randomUUID());

        assertThat(hashes()).isEqualTo(4);
    }

    @Test
    void costsOneHashForTheSuspended() {
        User suspended = employ(organization(), hashBefore(TestApp.PASSWORD));
        shutOut(suspended);

        assertRefused(TestApp.PASSWORD, null);

        assertThat(hashes()).isEqualTo(1);
        assertThat(stored(suspended)).isEqualTo(suspended.passwordHash());
    }

    /** Two organizations that add the same e-mail at once, and two that somebody registers. */
    @Test
    void allWaysToMakeAnAccountShareTheSalt() {
        TestApp.Person admin = app().registerOrganization();
        User added =
                app().bean(People.class)
                        .add(
                                organization(),
                                "Ada",
                                admin.email().toUpperCase(Locale.ROOT),
                                TestApp.PASSWORD,
                                Role.EMPLOYEE);

        User registered =
                transactions
                        .inOrganization(
                                admin.organizationId(), () -> users.findById(admin.userId()))
                        .orElseThrow();
        assertThat(added.passwordHash()).isEqualTo(registered.passwordHash());
    }

    @Test
    void anOldHashIsStoredAnewWhenItsPasswordIsSeen() {
        User old = employ(organization(), hashBefore(TestApp.PASSWORD));
        User other = employ(organization(), hashBefore("another password"));

        assertRefused("not the password", null);
        assertThat(stored(old)).isEqualTo(old.passwordHash());
        assertThat(recognise(TestApp.PASSWORD, null).id()).isEqualTo(old.id());

        assertThat(stored(old)).startsWith(recipe()).isNotEqualTo(old.passwordHash());
        assertThat(stored(other)).isEqualTo(other.passwordHash());
        count();
        assertThat(recognise(TestApp.PASSWORD, null).id()).isEqualTo(old.id());
        assertThat(hashes()).isEqualTo(1);
        // The other one is not out of reach.
        assertThat(recognise("another password", null).id()).isEqualTo(other.id());
        assertThat(stored(other)).startsWith(recipe());
    }

    @Test
    void onePasswordRenewsAllTheAccountsThatHaveIt() {
        User one = employ(organization(), hashBefore(TestApp.PASSWORD));
        User two = employ(organization(), hashBefore(TestApp.PASSWORD));

        assertThat(attempt(TestApp.PASSWORD, null).people()).hasSize(2);

        assertThat(stored(one)).startsWith(recipe()).isEqualTo(stored(two));
    }

    /** An old hash cannot tell them; what is too short for a password is refused, and so lapses. */
    @Test
    void whatRepeatsToAPasswordIsNone() {
        UUID organization = organization();
        User old = employ(organization, hashBefore("abcabcabc"));

        assertRefused("abc", null);
        assertRefused("abcabc", null);
        assertThat(recognise("abcabcabc", null).id()).isEqualTo(old.id());

        assertRefused("abc", organization);
        assertRefused("abcabcabcabc", organization);
        assertThat(recognise("abcabcabc", organization).id()).isEqualTo(old.id());
    }

    @Test
    void boundsWhatOldAccountsCost() {
        List<UUID> organizations = new ArrayList<>();
        for (int i = 0; i < Recognition.MAX_OLD + 2; i++) {
            organizations.add(organization());
            employ(organizations.getLast(), hashBefore("password " + i));
        }
        count();

        assertRefused("not the password", null);
        assertThat(hashes()).isEqualTo(Recognition.MAX_OLD);
        // Each is within reach all the same.
        assertThat(recognise("password 5", organizations.get(5)).organizationId())
                .isEqualTo(organizations.get(5));
        count();
        assertRefused("not the password", organizations.get(4));
        assertThat(hashes()).isEqualTo(1);
    }

    @Test
    void comparesWithTheAllowedAccountsAlone() {
        String hash = app().bean(Passwords.class).hash(UUID.randomUUID(), email, TestApp.PASSWORD);
        employ(organization(), hash);
        User known = employ(organization(), hash);
        Recognition.Claim claim = new Recognition.Claim(email, TestApp.PASSWORD, null);

        assertThat(recognition.recognise(ASKER, claim, known.id()::equals).people())
                .extracting(User::id)
                .containsExactly(known.id());
        assertThat(recognition.recognise(ASKER, claim, id -> false).people()).isEmpty();
    }

    /** They are guesses at these; the suspended are no different for being one. */
    @Test
    void tellsWhoseThePasswordIsNot() {
        User own = employ(organization(), hashBefore("the own password"));
        User victim = employ(organization(), hashBefore(TestApp.PASSWORD));
        shutOut(employ(organization(), hashBefore("another password")));

        assertThat(attempt("the own password", null))
                .isEqualTo(new Recognised(List.of(own), Set.of(victim.id())));
        assertThat(attempt("the own password", own.organizationId()).others()).isEmpty();
    }

    private User recognise(String password, @Nullable UUID organization) {
        return assertThat(attempt(password, organization).people()).singleElement().actual();
    }

    private void assertRefused(String password, @Nullable UUID organization) {
        assertThat(attempt(password, organization).people()).isEmpty();
    }

    private Recognised attempt(String password, @Nullable UUID organization) {
        return recognition.recognise(
                ASKER, new Recognition.Claim(email, password, organization), id -> true);
    }

    private String recipe() {
        return app().bean(Passwords.class).recipe(email);
    }

    private double hashes() {
        return registry.counter("astir.password.hashes").count() - before;
    }

    /**
     * As all were stored: each with a salt of its own, and no end. Cheaper, for the tests' time.
     */
    private static String hashBefore(String password) {
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        return Bcrypt.hash(
                Bcrypt.recipe(4, salt).replace("$2b$", "$2y$"), password.getBytes(UTF_8));
    }

    private UUID organization() {
        UUID id = UUID.randomUUID();
        execute(
                id,
                """
                INSERT INTO organizations (id, name, time_zone, created_at, updated_at)
                VALUES (current_setting('astir.organization')::uuid, 'One of many', 'UTC', now(), now())
                """);
        return id;
    }

    private void shutOut(User user) {
        execute(user.organizationId(), "UPDATE users SET status = 'suspended'");
    }

    private User employ(UUID organization, String hash) {
        return transactions.inOrganization(
                organization,
                () ->
                        app().bean(Accounts.class)
                                .create(organization, "Ada", email, hash, Role.EMPLOYEE));
    }

    private String stored(User user) {
        return transactions
                .inOrganization(user.organizationId(), () -> users.findById(user.id()))
                .orElseThrow()
                .passwordHash();
    }

    private void execute(UUID organization, String sql) {
        transactions.inOrganization(
                organization,
                () -> {
                    try (Statement statement = transactions.connection().createStatement()) {
                        statement.execute(sql);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }
}
