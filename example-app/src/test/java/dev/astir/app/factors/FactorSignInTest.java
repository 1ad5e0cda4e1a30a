package dev.astir.app.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp.Person;
import dev.astir.app.factors.TestFactors.Phone;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.User;
import dev.astir.app.identity.Users;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.TrailEntries;
import dev.astir.app.web.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The second step of signing in. */
class FactorSignInTest extends FactorTest {

    @Test
    void aCodeCountsOnceAlsoForAnotherSignIn() {
        Phone phone = TestFactors.setUp(app, ada);
        // The one that confirmed the setup is used.
        answer(challenge(ada), "code", phone.code(now())).expect(401);
        later(Totp.STEP);
        answer(challenge(ada), "code", phone.code(now())).expect(200);

        JsonNode refused = answer(challenge(ada), "code", phone.code(now())).expect(401).json();

        assertThat(refused.get("type").asText()).endsWith(":second-factor-refused");
    }

    @Test
    void aChallengeIsFinishedOnce() {
        Phone phone = TestFactors.setUp(app, ada);
        String challenge = challenge(ada);
        answer(challenge, "recoveryCode", phone.recoveryCodes().get(0)).expect(200);

        JsonNode again =
                answer(challenge, "recoveryCode", phone.recoveryCodes().get(1)).expect(401).json();

        assertThat(again.get("type").asText()).endsWith(":challenge-refused");
        // The code that came too late is none the worse.
        answer(challenge(ada), "recoveryCode", phone.recoveryCodes().get(1)).expect(200);
    }

    @Test
    void aChallengeEndsAfterFiveMinutes() {
        Phone phone = TestFactors.setUp(app, ada);
        String late = challenge(ada);
        later(Challenges.LIFETIME.minusSeconds(1));
        String inTime = challenge(ada);
        later(Duration.ofSeconds(1));

        answer(late, "code", phone.code(now())).expect(401);
        answer(inTime, "code", phone.code(now())).expect(200);
    }

    @Test
    void aChallengeEndsAfterFiveWrongAnswers() {
        Phone phone = TestFactors.setUp(app, ada);
        String challenge = challenge(ada);
        later(Totp.STEP);
        for (int i = 0; i < Challenges.ATTEMPTS; i++) {
            assertThat(answer(challenge, "code", wrongCode(phone.secret())).expect(401).body())
                    .contains(":second-factor-refused");
        }

        assertThat(answer(challenge, "code", phone.code(now())).expect(401).body())
                .contains(":challenge-refused");
        answer(challenge(ada), "code", phone.code(now())).expect(200);
    }

    @Test
    void aChallengeEndsWithThePasswordThatItCameBy() {
        Phone phone = TestFactors.setUp(app, ada);
        String challenge = challenge(ada);
        app.bean(Transactions.class)
                .inOrganization(
                        ada.organizationId(),
                        () -> {
                            Users users = app.bean(Users.class);
                            User user = users.findById(ada.userId()).orElseThrow();
                            users.renewHash(user.id(), user.passwordHash(), "another");
                        });
        later(Totp.STEP);

        assertThat(answer(challenge, "code", phone.code(now())).expect(401).body())
                .contains(":challenge-refused");
    }

    @Test
    void aChallengeEndsForWhoIsSuspendedMeanwhile() {
        Person bob = app.addUser(ada, Role.EMPLOYEE, "Bob");
        Phone phone = TestFactors.setUp(app, bob);
        String challenge = challenge(bob);
        ada.api().patch("/api/users/" + bob.userId(), Map.of("status", "suspended")).expect(200);
        later(Totp.STEP);

        answer(challenge, "code", phone.code(now())).expect(401);
    }

    @Test
    void aFactorOfAnotherAnswersNothing() {
        Phone own = TestFactors.setUp(app, ada);
        Person eve = app.registerOrganization();
        Phone other = TestFactors.setUp(app, eve);
        later(Totp.STEP);

        answer(challenge(ada), "code", other.code(now())).expect(401);
        answer(challenge(ada), "recoveryCode", other.recoveryCodes().getFirst()).expect(401);
        answer(challenge(ada), "code", own.code(now())).expect(200);
    }

    /** Another window has the sign-in that they began meanwhile. */
    @Test
    void nobodyIsAskedAboutThemselves() {
        TestFactors.Phone phone = TestFactors.setUp(app, ada);
        Person bob = app.registerOrganization();
        TestFactors.Phone other = TestFactors.setUp(app, bob);
        Api nobody = app.api().with("X-Astir-Session", "cookie").with("X-Astir-Replace", "nobody");
        Api.Answer signedIn = nobody.post(FACTOR, recovery(ada, phone, 0)).expect(200);
        Api window = nobody.with("Cookie", cookies(signedIn));

        assertThat(window.post(FACTOR, recovery(bob, other, 0)).expect(409).body())
                .contains(":signed-in-already", ada.email());
        window.post(FACTOR, recovery(ada, phone, 1)).expect(200);
    }

    private Map<String, String> recovery(Person person, TestFactors.Phone phone, int number) {
        return Map.of(
                "challenge", challenge(person), "recoveryCode", phone.recoveryCodes().get(number));
    }

    private static String cookies(Api.Answer answer) {
        return answer.response().headers().allValues("Set-Cookie").stream()
                .map(header -> header.split(";", 2)[0])
                .collect(Collectors.joining("; "));
    }

    @Test
    void anAnswerIsExactlyOneOfThree() {
        TestFactors.setUp(app, ada);
        String challenge = challenge(ada);

        post(Map.of("challenge", challenge)).expect(400);
        post(Map.of("challenge", challenge, "code", "123456", "recoveryCode", "x")).expect(400);
        post(Map.of("challenge", "made up", "code", "123456")).expect(401);
        post(Map.of("challenge", challenge, "passkey", Map.of("id", "made up"))).expect(401);
    }

    @Test
    void aRecoveryCodeCountsOnceHoweverItIsTyped() {
        Phone phone = TestFactors.setUp(app, ada);
        String code = phone.recoveryCodes().getFirst();

        answer(challenge(ada), "recoveryCode", code.toUpperCase(Locale.ROOT).replace('-', ' '))
                .expect(200);

        answer(challenge(ada), "recoveryCode", code).expect(401);
        assertThat(state(ada).get("recoveryCodesLeft").asInt()).isEqualTo(9);
        assertThat(trail(ada)).contains("recovery-code.used {\"left\": 9}");
    }

    @Test
    void ofManyWhoUseOneCodeAtOnceOneComesIn() throws Exception {
        Phone phone = TestFactors.setUp(app, ada);
        later(Totp.STEP);
        String code = phone.code(now());
        List<String> challenges = IntStream.range(0, 5).mapToObj(i -> challenge(ada)).toList();

        assertThat(atOnce(5, i -> () -> answer(challenges.get(i), "code", code).status()))
                .containsExactlyInAnyOrder(200, 401, 401, 401, 401);
    }

    @Test
    void ofManyWhoUseOneRecoveryCodeAtOnceOneComesIn() throws Exception {
        String code = TestFactors.setUp(app, ada).recoveryCodes().getFirst();
        List<String> challenges = IntStream.range(0, 5).mapToObj(i -> challenge(ada)).toList();

        assertThat(atOnce(5, i -> () -> answer(challenges.get(i), "recoveryCode", code).status()))
                .containsExactlyInAnyOrder(200, 401, 401, 401, 401);
    }

    @Test
    void ofManyWhoFinishOneChallengeAtOnceOneDoes() throws Exception {
        Phone phone = TestFactors.setUp(app, ada);
        String challenge = challenge(ada);

        assertThat(
                        atOnce(
                                5,
                                i ->
                                        () ->
                                                answer(
                                                                challenge,
                                                                "recoveryCode",
                                                                phone.recoveryCodes().get(i))
                                                        .status()))
                .containsExactlyInAnyOrder(200, 401, 401, 401, 401);
        // What the others brought was not used up.
        assertThat(state(ada).get("recoveryCodesLeft").asInt()).isEqualTo(9);
    }

    @Test
    void wrongCodesAreBoundedForThePersonAndOnlyWhoKnowsThePasswordCanSpendThem() {
        Phone phone = TestFactors.setUp(app, ada);
        later(Totp.STEP);
        for (int i = 0; i < 3; i++) {
            app.api()
                    .post("/api/auth/login", Map.of("email", ada.email(), "password", "a guess"))
                    .expect(401);
        }
        for (int i = 0; i < 10; i++) {
            answer(challenge(ada), "code", wrongCode(phone.secret())).expect(401);
        }

        Api.Answer refused = answer(challenge(ada), "code", phone.code(now())).expect(429);

        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 300);
        // Nobody knows whose guesses they were.
        assertThat(TrailEntries.of(app, ada.organizationId()))
                .contains("change second-factor.refused null null " + ada.userId() + " {}");
        // Somebody else is not bounded by that.
        Person bob = app.addUser(ada, Role.EMPLOYEE, "Bob");
        Phone other = TestFactors.setUp(app, bob);
        later(Totp.STEP);
        answer(challenge(bob), "code", other.code(now())).expect(200);
    }

    @Test
    void whoKnowsThePasswordBeginsOnlySoManySignIns() {
        Phone phone = TestFactors.setUp(app, ada);
        User user =
                app.bean(Transactions.class)
                        .inOrganization(
                                ada.organizationId(),
                                () -> app.bean(Users.class).findById(ada.userId()).orElseThrow());
        SecondFactors factors = app.bean(SecondFactors.class);
        for (int i = 0; i < BegunSignIns.LIMIT.capacity(); i++) {
            assertThatThrownBy(() -> factors.demand(user, null))
                    .hasMessageContaining("second factor");
        }

        assertThatThrownBy(() -> factors.demand(user, null))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Too many sign-ins");
        // Where she signed in before she may begin as many herself; one that she finishes is none.
        String challenge = "";
        for (int i = 0; i < BegunSignIns.LIMIT.capacity(); i++) {
            challenge = login(ada).expect(409).json().get("challenge").asText();
        }
        login(ada).expect(429);
        answer(challenge, "recoveryCode", phone.recoveryCodes().getFirst()).expect(200);
        login(ada).expect(409);
        login(ada).expect(429);
    }

    private static List<Integer> atOnce(int times, IntFunction<Callable<Integer>> work)
            throws InterruptedException, ExecutionException {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> running = new ArrayList<>();
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < times; i++) {
                Callable<Integer> one = work.apply(i);
                running.add(
                        threads.submit(() -> {
                            start.await();
                            return one.call();
                        }));
            }
            start.countDown();
            for (Future<Integer> one : running) {
                statuses.add(one.get());
            }
        }
        return statuses;
    }

    private Api.Answer post(Map<String, ?> body) {
        return app.api().post(FACTOR, body);
    }
}
