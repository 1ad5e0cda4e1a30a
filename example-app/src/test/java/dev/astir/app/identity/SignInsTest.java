package dev.astir.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.platform.Secrets;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInsTest extends AppTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final List<AccessChanged> changed = new ArrayList<>();
    private TestApp.Person admin;
    private SignIns signIns;

    @BeforeEach
    void prepare() {
        Clock clock = new SettableClock(now);
        admin = app().registerOrganization();
        signIns =
                new SignIns(
                        app().bean(TokenFamilies.class),
                        app().bean(AccessTokens.class),
                        app().bean(Transactions.class),
                        changed::add,
                        app().bean(Secrets.class),
                        clock);
    }

    @Test
    void aRefreshTokenIsGoodOnce() {
        SignIns.Tokens first = begin();
        SignIns.Tokens second = signIns.refresh(first.refresh(), SignInOrigin.UNKNOWN);
        pass(SignIns.REPEAT.plusSeconds(1));

        assertRefused(first.refresh());

        assertThat(changed).containsExactly(new AccessChanged(admin.userId()));
        assertRefused(second.refresh());
    }

    @Test
    void aRepeatGetsTheSameAnswer() {
        SignIns.Tokens first = begin();
        SignIns.Tokens second = signIns.refresh(first.refresh(), SignInOrigin.UNKNOWN);
        pass(SignIns.REPEAT.minusSeconds(1));

        SignIns.Tokens repeated = signIns.refresh(first.refresh(), SignInOrigin.UNKNOWN);

        assertThat(repeated.refresh()).isEqualTo(second.refresh());
        assertThat(changed).isEmpty();
        signIns.refresh(second.refresh(), SignInOrigin.UNKNOWN);
    }

    @Test
    void manyAtOnceGetOneSuccessor() {
        SignIns.Tokens first = begin();
        Set<String> successors = ConcurrentHashMap.newKeySet();

        try (ExecutorService tabs = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                tabs.submit(() ->
                        successors.add(
                                signIns.refresh(first.refresh(), SignInOrigin.UNKNOWN).refresh()));
            }
        }

        assertThat(successors).hasSize(1);
        assertThat(changed).isEmpty();
    }

    @Test
    void refreshingKeepsASignInGoing() {
        SignIns.Tokens tokens = begin();
        for (int day = 0; day < 20; day += 5) {
            pass(Duration.ofDays(5));
            tokens = signIns.refresh(tokens.refresh(), SignInOrigin.UNKNOWN);
        }
        String last = tokens.refresh();
        pass(SignIns.LIFETIME.plusSeconds(1));

        assertRefused(last);
    }

    @Test
    void twoSocketsOfASignInAreAskedAboutTogether() {
        SignIns.Tokens tokens = begin();
        Caller caller =
                new Caller(
                        admin.userId(), admin.organizationId(), Role.ADMIN, "Ada", Sight.EVERYBODY);
        Instant now = Instant.now();
        Credential signIn = new Credential.SignIn(tokens.familyId());
        Identity older = new Identity(caller, signIn, now, now, true, false);
        Identity newer = new Identity(caller, signIn, now.plusSeconds(60), now, true, false);

        assertThat(signIns.held(List.of(older, newer))).containsOnlyKeys(tokens.familyId());
    }

    @Test
    void anotherSignInOfThePersonGoesOn() {
        SignIns.Tokens stolen = begin();
        SignIns.Tokens other = begin();

        signIns.end(admin.organizationId(), admin.userId(), stolen.familyId());

        assertRefused(stolen.refresh());
        assertThat(signIns.refresh(other.refresh(), SignInOrigin.UNKNOWN).familyId())
                .isEqualTo(other.familyId());
    }

    /** Who was let in by the old password gets no sign-in that outlives its reset. */
    @Test
    void beginsNoneOfWhoHasAnotherPasswordSince() {
        User before = user();
        app().bean(Transactions.class)
                .inOrganization(
                        admin.organizationId(),
                        () -> {
                            app().bean(Users.class)
                                    .changePassword(before.id(), "hash", Instant.now());
                        });

        assertThatThrownBy(() -> signIns.begin(before, SignInOrigin.UNKNOWN))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("password is wrong");
        assertThat(signIns.begin(user(), SignInOrigin.UNKNOWN).userId()).isEqualTo(before.id());
    }

    private SignIns.Tokens begin() {
        return signIns.begin(user(), SignInOrigin.UNKNOWN);
    }

    private User user() {
        return app().bean(Transactions.class)
                .inOrganization(
                        admin.organizationId(),
                        () -> app().bean(Users.class).findById(admin.userId()))
                .orElseThrow();
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private void assertRefused(String refreshToken) {
        assertThatThrownBy(() -> signIns.refresh(refreshToken, SignInOrigin.UNKNOWN))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("refresh token");
    }
}
