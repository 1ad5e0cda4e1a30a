package dev.astir.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.people.People;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Somebody forgot their password, and an administrator hands them a link. */
class PasswordResetTest extends AppTest {

    private static final String NEW = "a better battery";

    private final Person admin = app().registerOrganization();
    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");

    @Test
    void administratorsSeeWhoForgotTheirPasswordUntilTheyTakeALink() {
        forgot(bob.email().toUpperCase(Locale.ROOT)).expect(202);

        JsonNode request = await().until(() -> waiting(admin), items -> items.size() == 1).get(0);
        assertThat(request.get("userId").asText()).isEqualTo(bob.userId().toString());
        assertThat(request.get("name").asText()).isEqualTo("Bob");
        assertThat(request.get("email").asText()).isEqualTo(bob.email());
        issue(bob);
        assertThat(waiting(admin)).isEmpty();
        assertThat(TrailLines.about(app(), bob))
                .hasSize(2)
                .first()
                .isEqualTo("password-reset.requested");
        assertThat(TrailLines.about(app(), bob).getLast())
                .startsWith("password-reset.issued by " + admin.userId())
                .doesNotContain("token");
    }

    /** Case 16 of the design: what the first use ends, and that there is no second. */
    @Test
    void aLinkWorksOnceAndEndsEverythingThatTheOldPasswordLetIn() {
        Person elsewhere = app().signIn(bob.email());
        String first = issue(bob);
        forgot(bob.email()).expect(202);
        await().until(() -> waiting(admin).size() == 1);

        reset(first, NEW).expect(204);

        for (Person old : List.of(bob, elsewhere)) {
            old.api().get("/api/auth/me").expect(401);
            app().api()
                    .post("/api/auth/refresh", Map.of("refreshToken", old.refreshToken()))
                    .expect(401);
        }
        assertThat(waiting(admin)).isEmpty();
        login(bob, TestApp.PASSWORD).expect(401);
        login(bob, NEW).expect(200);
        String unknown = reset("nobody's", NEW).expect(410).body();
        assertThat(reset(first, "yet another one").expect(410).body()).isEqualTo(unknown);
        assertThat(unknown).contains("reset-link-invalid");
        admin.api().get("/api/auth/me").expect(200);
        assertThat(TrailLines.about(app(), bob))
                .contains(
                        "password.reset by %s via reset link {\"issuedBy\": \"%s\"}"
                                .formatted(bob.userId(), admin.userId()));
    }

    /** Or else whoever is shut out comes in again as somebody else. */
    @Test
    void aLinkEndsWithTheRightsOfWhoTookIt() {
        Person alan = app().addUser(admin, Role.ADMIN, "Alan");
        String path = "/api/users/" + alan.userId();
        String token = issue(alan, bob);

        admin.api().patch(path, Map.of("role", "manager")).expect(200);
        reset(token, NEW).expect(410);
        admin.api().patch(path, Map.of("role", "admin", "status", "suspended")).expect(200);
        reset(token, NEW).expect(410);
        assertThat(delete(token)).isZero();

        admin.api().patch(path, Map.of("status", "active")).expect(200);
        reset(token, NEW).expect(204);
    }

    /** As a use does whose link was found while it was good. */
    private long delete(String token) {
        return app().bean(Transactions.class)
                .inOrganization(
                        admin.organizationId(),
                        () ->
                                app().bean(PasswordResetRepository.class)
                                        .deleteLink(OpaqueTokens.hash(token), Instant.now()));
    }

    /** A reset signs nobody in: whatever else a login asks for, it still asks. */
    @Test
    void aResetSignsNobodyIn() {
        Api.Answer answer = reset(issue(bob), NEW).expect(204);

        assertThat(answer.body()).isEmpty();
        assertThat(answer.response().headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void ofTwoUsesAtOnceOneWins() {
        String token = issue(bob);

        assertThat(atOnce(() -> reset(token, NEW), () -> reset(token, "another one")))
                .containsExactlyInAnyOrder(204, 410);
    }

    /** Neither waits for the other's link, which it ends. */
    @Test
    void ofTwoLinksAtOnceOneWins() {
        String one = issue(bob);
        String other = ownLink(bob, Instant.now());

        assertThat(atOnce(() -> reset(one, NEW), () -> reset(other, "another one")))
                .containsExactlyInAnyOrder(204, 410);
    }

    @Test
    void aPasswordThatTheRulesDoNotAllowLeavesTheLinkAsItIs() {
        String token = issue(bob);

        JsonNode problem = reset(token, "short").expect(400).json();

        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("newPassword");
        reset(token, NEW).expect(204);
    }

    @Test
    void aLinkIsGoodForAnHour() {
        Instant now = Instant.now();
        String token = ownLink(bob, now.minus(ResetLinks.LIFETIME).plusSeconds(60));
        String expired = ownLink(bob, now.minus(ResetLinks.LIFETIME));

        reset(expired, NEW).expect(410);
        reset(token, NEW).expect(204);
    }

    /** However long hashing took, the moment of use decides. */
    @Test
    void aLinkThatExpiresMeanwhileIsNotUsed() {
        String token = issue(bob);
        PasswordResets resets = resets(new LeapingClock(new AtomicReference<>(Instant.now())));

        assertThatThrownBy(() -> resets.use(token, NEW))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("has expired");
    }

    @Test
    void theSuspendedGetNoneAndUseNone() {
        String token = issue(bob);
        suspend(bob, "suspended");

        forgot(bob.email()).expect(202);
        JsonNode problem = admin.api().post(resetOf(bob)).expect(409).json();
        reset(token, NEW).expect(410);

        assertThat(problem.get("type").asText()).endsWith(":suspended");
        suspend(bob, "active");
        login(bob, TestApp.PASSWORD).expect(200);
        assertThat(waiting(admin)).isEmpty();
    }

    @Test
    void aNewLinkOfAnAdministratorReplacesTheOneBefore() {
        String first = issue(bob);
        String second = issue(bob);

        reset(first, NEW).expect(410);
        reset(second, NEW).expect(204);
    }

    @Test
    void anAdministratorTakesOneForAnotherButNoneForThemselves() {
        Person alan = app().addUser(admin, Role.ADMIN, "Alan");

        reset(issue(alan), NEW).expect(204);

        JsonNode problem = admin.api().post(resetOf(admin)).expect(409).json();
        assertThat(problem.get("type").asText()).endsWith(":own-password");
        alan.api().get("/api/auth/me").expect(401);
        assertThat(TrailLines.about(app(), alan)).hasSize(2);
    }

    @Test
    void nobodyElseTakesOneOrSeesWhoAsked() {
        Person mia = app().addUser(admin, Role.MANAGER, "Mia");
        Person stranger = app().registerOrganization();

        mia.api().post(resetOf(bob)).expect(403);
        mia.api().get("/api/password-resets").expect(403);
        stranger.api().post(resetOf(bob)).expect(404);
        forgot(bob.email()).expect(202);
        await().until(() -> waiting(admin).size() == 1);
        assertThat(waiting(stranger)).isEmpty();
    }

    /** Nor does asking twice make two of it. */
    @Test
    void everyOrganizationThatKnowsTheEmailHearsOfIt() {
        Person elsewhere = app().registerOrganization();
        UUID twin =
                app().bean(People.class)
                        .add(
                                elsewhere.organizationId(),
                                "Bob",
                                bob.email(),
                                TestApp.PASSWORD,
                                Role.EMPLOYEE)
                        .id();

        forgot(bob.email()).expect(202);
        await().until(() -> waiting(admin).size() == 1 && waiting(elsewhere).size() == 1);
        String before = waiting(admin).at("/0/requestedAt").asText();
        forgot(bob.email()).expect(202);

        await().until(() -> !waiting(admin).at("/0/requestedAt").asText().equals(before));
        assertThat(waiting(admin)).hasSize(1);
        assertThat(waiting(elsewhere).at("/0/userId").asText()).isEqualTo(twin.toString());
    }

    @Test
    void theAnswerTellsNothing() {
        Api.Answer known = forgot(bob.email()).expect(202);
        Api.Answer unknown = forgot("nobody-" + UUID.randomUUID() + "@example.org").expect(202);

        assertThat(unknown.body()).isEqualTo(known.body());
        assertThat(unknown.response().headers().map().keySet())
                .isEqualTo(known.response().headers().map().keySet());
    }

    @Test
    void boundsHowOftenPasswordsAreForgotten() {
        for (String email : List.of(bob.email(), "nobody-" + UUID.randomUUID() + "@example.org")) {
            for (int i = 0; i < PasswordController.FORGOTTEN_BY_EMAIL.capacity(); i++) {
                forgot(email).expect(202);
            }

            Api.Answer refused = forgot(email).expect(429);

            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 1_200);
        }
        Api stranger = app().api().with("X-Forwarded-For", "203.0.113.77");
        for (int i = 0; i < PasswordController.FORGOTTEN_BY_ADDRESS.capacity(); i++) {
            forgot(stranger, "nobody-" + i + "-" + UUID.randomUUID() + "@example.org").expect(202);
        }
        forgot(stranger, "nobody-" + UUID.randomUUID() + "@example.org").expect(429);
    }

    @Test
    void boundsHowOftenBadLinksAreTriedWithoutKeepingGoodOnesOut() {
        Api stranger = app().api().with("X-Forwarded-For", "203.0.113.78");
        String token = issue(bob);
        for (int i = 0; i < PasswordController.REFUSED.capacity(); i++) {
            reset(stranger, "bad", NEW).expect(410);
        }

        reset(stranger, "bad", NEW).expect(429);
        reset(stranger, token, NEW).expect(204);
    }

    @Test
    void whoHasNoPasswordGetsOneFromAnAdministratorWherePasswordsLetIn() {
        inOrganization(() ->
                app().bean(Users.class)
                        .changePassword(bob.userId(), Passwords.NONE, Instant.now()));

        reset(app().api(), issue(bob), NEW).expect(204);

        inOrganization(() ->
                app().bean(JdbcOperations.class)
                        .prepareStatement(
                                "UPDATE organizations SET passwords_allowed = false",
                                PreparedStatement::executeUpdate));
        JsonNode problem = admin.api().post(resetOf(bob)).expect(409).json();
        assertThat(problem.get("type").asText()).endsWith(":no-password");
    }

    private void inOrganization(Runnable work) {
        app().bean(Transactions.class).inOrganization(admin.organizationId(), work);
    }

    private static ConcurrentLinkedQueue<Integer> atOnce(
            Supplier<Api.Answer> one, Supplier<Api.Answer> other) {
        ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> statuses.add(one.get().status()));
            threads.submit(() -> statuses.add(other.get().status()));
        }
        return statuses;
    }

    /** The token of the link that the administrator takes. */
    private String issue(Person person) {
        return issue(admin, person);
    }

    private static String issue(Person administrator, Person person) {
        JsonNode link = administrator.api().post(resetOf(person)).expect(201).json();
        assertThat(Instant.parse(link.get("expiresAt").asText()))
                .isBetween(
                        Instant.now().plus(ResetLinks.LIFETIME).minus(Duration.ofMinutes(5)),
                        Instant.now().plus(ResetLinks.LIFETIME));
        String start = app().uri() + "/reset-password#token=";
        assertThat(link.get("url").asText()).startsWith(start);
        return link.get("url").asText().substring(start.length());
    }

    /** The token of a link that the person asked for at that time. */
    private String ownLink(Person person, Instant requestedAt) {
        String token = "token-" + UUID.randomUUID();
        app().bean(Transactions.class)
                .inOrganization(
                        person.organizationId(),
                        () ->
                                app().bean(PasswordResetRepository.class)
                                        .addLink(
                                                person.organizationId(),
                                                UUID.randomUUID(),
                                                person.userId(),
                                                OpaqueTokens.hash(token),
                                                requestedAt,
                                                requestedAt.plus(ResetLinks.LIFETIME),
                                                null));
        return token;
    }

    /** An hour passes between two looks at it. */
    private static final class LeapingClock extends Clock {

        private final AtomicReference<Instant> now;

        LeapingClock(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now.getAndUpdate(instant -> instant.plus(ResetLinks.LIFETIME));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private static PasswordResets resets(Clock clock) {
        return new PasswordResets(
                app().bean(PasswordResetRepository.class),
                app().bean(Users.class),
                app().bean(Passwords.class),
                app().bean(NewPasswords.class),
                app().bean(SignIns.class),
                app().bean(ApiTokenEnds.class),
                app().bean(Transactions.class),
                clock);
    }

    private void suspend(Person person, String status) {
        admin.api().patch("/api/users/" + person.userId(), Map.of("status", status)).expect(200);
    }

    private static JsonNode waiting(Person administrator) {
        return administrator.api().get("/api/password-resets").expect(200).json().get("items");
    }

    private static String resetOf(Person person) {
        return "/api/users/" + person.userId() + "/password-reset";
    }

    private static Api.Answer forgot(String email) {
        return forgot(app().api(), email);
    }

    private static Api.Answer forgot(Api api, String email) {
        return api.post("/api/auth/forgot-password", Map.of("email", email));
    }

    private static Api.Answer reset(String token, String password) {
        return reset(app().api(), token, password);
    }

    private static Api.Answer reset(Api api, String token, String password) {
        return api.post(
                "/api/auth/reset-password", Map.of("token", token, "newPassword", password));
    }

    private static Api.Answer login(Person person, String password) {
        return app().api()
                .post("/api/auth/login", Map.of("email", person.email(), "password", password));
    }
}
