package dev.astir.app.identity.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.TrailEntries;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokensTest extends AppTest {

    private final Person admin = app().registerOrganization();

    @Test
    void aTokenIsShownOnceAndListedWithoutIt() {
        Instant end = Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
        JsonNode made =
                admin.api()
                        .post(
                                "/api/tokens",
                                Map.of(
                                        "name",
                                        " Nightly export ",
                                        "scopes",
                                        List.of("write", "read", "read"),
                                        "expiresAt",
                                        end.toString()))
                        .expect(201)
                        .json();

        String token = made.get("token").asText();
        assertThat(token).startsWith("ast_").hasSize(47); // 256 bits in base64url
        assertThat(made.get("scopes")).hasToString("[\"read\",\"write\"]");
        Api.Answer listed = admin.api().get("/api/tokens").expect(200);
        assertThat(listed.body()).doesNotContain(token);
        JsonNode item = listed.json().at("/items/0");
        assertThat(item.get("name").asText()).isEqualTo("Nightly export");
        assertThat(item.get("prefix").asText()).isEqualTo(token.substring(0, 10));
        assertThat(item.get("userId").asText()).isEqualTo(admin.userId().toString());
        assertThat(Instant.parse(item.get("expiresAt").asText())).isEqualTo(end);
        assertThat(item.get("lastUsedAt").isNull()).isTrue();
        assertThat(new NewApiToken(UUID.randomUUID(), "n", token, null, "p", List.of(), end, null))
                .asString()
                .doesNotContain(token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"scopes\":[\"read\"]}",
                "{\"name\":\" \",\"scopes\":[\"read\"]}",
                "{\"name\":\"two\\nlines\",\"scopes\":[\"read\"]}",
                "{\"name\":\"T\"}",
                "{\"name\":\"T\",\"scopes\":[]}",
                "{\"name\":\"T\",\"scopes\":[null]}",
                "{\"name\":\"T\",\"scopes\":[\"everything\"]}",
                "{\"name\":\"T\",\"scopes\":[\"read\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"}",
                "{\"name\":\"T\",\"scopes\":[\"read\"],\"expiresAt\":\"+10000-01-01T00:00:00Z\"}",
            })
    void whatIsNoTokenIsRefused(String body) {
        admin.api().post("/api/tokens", body).expect(400);
    }

    @Test
    void namesHaveAHundredCharactersAtMost() {
        create(admin, "x".repeat(100), "read");
        admin.api()
                .post("/api/tokens", Map.of("name", "x".repeat(101), "scopes", List.of("read")))
                .expect(400);
    }

    @Test
    void onlyAdministratorsMakeTokensForWhatOnlyTheyMay() {
        Person mia = app().addUser(admin, Role.MANAGER, "Mia");

        Api.Answer refused =
                mia.api()
                        .post(
                                "/api/tokens",
                                Map.of("name", "T", "scopes", List.of("read", "admin")))
                        .expect(400);

        assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("scopes");
    }

    @Test
    void aPersonHasFiftyAtMostHoweverTheyComeAtOnce() {
        Map<String, Object> one = Map.of("name", "T", "scopes", List.of("read"));
        List<CompletableFuture<Integer>> answers =
                Stream.generate(() ->
                                CompletableFuture.supplyAsync(
                                        () -> admin.api().post("/api/tokens", one).status()))
                        .limit(ApiTokens.MOST + 8)
                        .toList();

        assertThat(answers.stream().map(CompletableFuture::join).filter(code -> code == 201))
                .hasSize(ApiTokens.MOST);
        Api.Answer full = admin.api().post("/api/tokens", one).expect(409);
        assertThat(full.json().get("type").asText()).endsWith(":too-many-tokens");
        assertThat(admin.api().get("/api/tokens").json().get("items")).hasSize(ApiTokens.MOST);
    }

    @Test
    void whoHasATokenIsItsPerson() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        Api script = with(create(bob, "script", "read", "write"));

        assertThat(script.get("/api/auth/me").expect(200).json().get("name").asText())
                .isEqualTo("Bob");
        JsonNode session = script.post("/api/sessions/start", Map.of()).expect(201).json();
        assertThat(session.get("userId").asText()).isEqualTo(bob.userId().toString());
        assertThat(bob.api().get("/api/sessions/active").expect(200).body())
                .contains(session.get("id").asText());
    }

    @Test
    void unknownEndedAndExpiredTokensLetNobodyIn() {
        String ended = create(admin, "ended", "read");
        String expired = create(admin, "expired", "read");
        JsonNode items = admin.api().get("/api/tokens").json().get("items");
        for (JsonNode item : items) {
            if (item.get("name").asText().equals("ended")) {
                with(ended).get("/api/auth/me").expect(200);
                admin.api().delete("/api/tokens/" + item.get("id").asText()).expect(204);
                admin.api().delete("/api/tokens/" + item.get("id").asText()).expect(404);
            } else {
                expire(UUID.fromString(item.get("id").asText()));
            }
        }

        for (String token : List.of(ended, expired, "ast_" + "A".repeat(43), "ast_")) {
            with(token).get("/api/auth/me").expect(401);
        }
        // A cookie is sent along by every page; what proves that a request is meant goes with
        // sign-ins alone.
        String good = create(admin, "good", "read");
        app().api().with("Cookie", "astir_access=" + good).get("/api/auth/me").expect(401);
        with(good).get("/api/auth/me").expect(200);
    }

    @Test
    void aTokenIsDeadWhileItsPersonIsSuspendedAndHasTheirRoleOfNow() {
        Person bob = app().addUser(admin, Role.ADMIN, "Bob");
        Api token = with(create(bob, "T", "read", "write", "admin"));
        token.patch("/api/organization", Map.of()).expect(200);

        change(bob, "role", "manager");
        token.patch("/api/organization", Map.of()).expect(403);
        token.get("/api/users").expect(200);
        change(bob, "status", "suspended");
        token.get("/api/users").expect(401);
        change(bob, "status", "active");
        token.get("/api/users").expect(200);
    }

    /** Or else whoever finds a token makes an administrator of their own, who outlives it. */
    @Test
    void aTokenDecidesForNobodyHowTheyComeIn() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        Api token = with(create(admin, "T", "read", "write", "admin"));
        String path = "/api/users/" + bob.userId();
        change(bob, "status", "suspended");

        assertInPerson(token.patch(path, Map.of("role", "admin")), "role");
        assertInPerson(token.patch(path, Map.of("status", "active")), "status");
        assertInPerson(
                token.patch("/api/organization", Map.of("requireSecondFactor", false)),
                "requireSecondFactor");

        JsonNode now = token.patch(path, Map.of("timeZone", "Asia/Tokyo")).expect(200).json();
        assertThat(now.get("role").asText()).isEqualTo("employee");
        assertThat(now.get("status").asText()).isEqualTo("suspended");
        change(bob, "status", "active");
        token.patch(path, Map.of("status", "suspended")).expect(200);
    }

    private static void assertInPerson(Api.Answer answer, String field) {
        JsonNode problem = answer.expect(403).json();
        assertThat(problem.get("type").asText()).endsWith(":sign-in-needed");
        assertThat(problem.get("field").asText()).isEqualTo(field);
    }

    /** Who knew the lost one could have made some; who knows it still has scripts of their own. */
    @Test
    void aPasswordThatIsResetEndsTokensAndOneThatIsChangedDoesNot() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        Api token = with(create(bob, "T", "read"));
        String changed = "a better battery";
        bob.api()
                .post(
                        "/api/auth/change-password",
                        Map.of("currentPassword", TestApp.PASSWORD, "newPassword", changed))
                .expect(204);
        token.get("/api/auth/me").expect(200);

        String link =
                admin.api()
                        .post("/api/users/" + bob.userId() + "/password-reset")
                        .expect(201)
                        .json()
                        .get("url")
                        .asText();
        app().api()
                .post(
                        "/api/auth/reset-password",
                        Map.of(
                                "token",
                                link.substring(link.indexOf('=') + 1),
                                "newPassword",
                                "the best of batteries"))
                .expect(204);

        token.get("/api/auth/me").expect(401);
        assertThat(TrailEntries.of(app(), admin.organizationId()))
                .contains(
                        "change tokens.deleted %s reset link %s {\"count\": 1}"
                                .formatted(bob.userId(), bob.userId()));
    }

    /** What a service asks of the caller, and no annotation tells, is covered as well. */
    @Test
    void withoutTheScopeAnAdministratorIsNone() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        Map<String, UUID> forBob = Map.of("userId", bob.userId());
        String event =
                bob.api()
                        .post("/api/activities", Map.of("eventType", "task.created"))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        Api less = with(create(admin, "less", "read", "write"));
        Api all = with(create(admin, "all", "write", "admin"));

        less.post("/api/enrolment-tokens", forBob).expect(403);
        less.delete("/api/activities/" + event).expect(403);
        all.post("/api/enrolment-tokens", forBob).expect(201);
        all.delete("/api/activities/" + event).expect(204);
    }

    @Test
    void whatPublishesDoesNothingElse() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        Api publisher = with(create(bob, "publisher", "publish"));

        JsonNode event =
                publisher
                        .post("/api/activities", Map.of("eventType", "deploy.finished"))
                        .expect(201)
                        .json();

        assertThat(event.get("actorId").asText()).isEqualTo(bob.userId().toString());
        String path = "/api/activities/" + event.get("id").asText();
        publisher.get(path).expect(403);
        publisher.patch(path, Map.of("message", "m")).expect(403);
        publisher.delete(path).expect(403);
        publisher.post(path + "/comments", Map.of("text", "t")).expect(403);
        with(create(bob, "writer", "write")).delete(path).expect(204);
    }

    @Test
    void administratorsSeeAndEndEveryonesAndOthersTheirOwn() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        Person stranger = app().registerOrganization();
        Api token = with(create(bob, "script", "read"));
        String id = bob.api().get("/api/tokens").json().at("/items/0/id").asText();
        create(admin, "own", "read");

        admin.api().delete("/api/tokens/" + UUID.randomUUID()).expect(404);
        stranger.api().delete("/api/tokens/" + id).expect(404);
        app().addUser(admin, Role.MANAGER, "Mia").api().delete("/api/tokens/" + id).expect(404);
        bob.api().get("/api/tokens/everyone").expect(403);
        JsonNode first = admin.api().get("/api/tokens/everyone?limit=1").expect(200).json();
        JsonNode second =
                admin.api()
                        .get("/api/tokens/everyone?after=" + first.get("next").asText())
                        .expect(200)
                        .json();
        assertThat(Stream.of(first, second).map(page -> page.at("/items/0/userName").asText()))
                .containsExactlyInAnyOrder("Ada Admin", "Bob");
        assertThat(admin.api().get("/api/tokens").json().get("items")).hasSize(1);

        admin.api().delete("/api/tokens/" + id).expect(204);

        token.get("/api/auth/me").expect(401);
    }

    @Test
    void theTrailKnowsWhatWasDoneByAToken() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        String token = create(bob, "script", "read");
        String id = bob.api().get("/api/tokens").json().at("/items/0/id").asText();
        admin.api().get("/api/tokens/everyone").expect(200);
        admin.api().delete("/api/tokens/" + id).expect(204);

        List<String> entries = TrailEntries.of(app(), admin.organizationId());

        String about =
                "{\"name\": \"script\", \"prefix\": \"%s\", \"scopes\": [\"read\"]}"
                        .formatted(token.substring(0, 10));
        assertThat(entries)
                .contains(
                        "change token.created %s null %s %s"
                                .formatted(bob.userId(), bob.userId(), about),
                        "view tokens %s null %s {}".formatted(admin.userId(), bob.userId()),
                        "change token.deleted %s null %s %s"
                                .formatted(admin.userId(), bob.userId(), about));
    }

    @Test
    void itsLastUseIsNoted() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Api token = with(create(admin, "T", "read"));
        token.get("/api/auth/me").expect(200);

        await().until(() -> !lastUse().isNull());

        assertThat(Instant.parse(lastUse().asText())).isBetween(before, Instant.now());
    }

    private JsonNode lastUse() {
        return admin.api().get("/api/tokens").expect(200).json().at("/items/0/lastUsedAt");
    }

    private static String create(Person person, String name, String... scopes) {
        return person.api()
                .post("/api/tokens", Map.of("name", name, "scopes", List.of(scopes)))
                .expect(201)
                .json()
                .get("token")
                .asText();
    }

    private static Api with(String token) {
        return app().api().with("Authorization", "Bearer " + token);
    }

    private void change(Person person, String field, String value) {
        admin.api().patch("/api/users/" + person.userId(), Map.of(field, value)).expect(200);
    }

    /** As time does. */
    private void expire(UUID id) {
        app().bean(Transactions.class)
                .inOrganization(
                        admin.organizationId(),
                        () -> {
                            app().bean(JdbcOperations.class)
                                    .prepareStatement(
                                            "UPDATE api_tokens SET expires_at = now() WHERE id = '"
                                                    + id
                                                    + "'",
                                            PreparedStatement::executeUpdate);
                        });
    }
}
