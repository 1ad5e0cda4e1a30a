package dev.astir.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.people.People;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthTest extends AppTest {

    @Test
    void registersAnOrganizationWithItsAdministrator() {
        TestApp.Person admin = app().registerOrganization();

        JsonNode me = admin.api().get("/api/auth/me").expect(200).json();

        assertThat(me.get("id").asText()).isEqualTo(admin.userId().toString());
        assertThat(me.get("role").asText()).isEqualTo("admin");
        assertThat(me.get("timeZone").asText()).isEqualTo("Europe/Berlin");
    }

    @Test
    void givesNobodyTheChoiceOfRoleOrOrganization() {
        TestApp.Person other = app().registerOrganization();
        Map<String, Object> body = registration("role-" + UUID.randomUUID() + "@example.org");
        body.put("role", "manager");
        body.put("organizationId", other.organizationId());

        JsonNode user = app().api().post("/api/auth/register", body).expect(201).json().get("user");

        assertThat(user.get("role").asText()).isEqualTo("admin");
        assertThat(user.get("organizationId").asText())
                .isNotEqualTo(other.organizationId().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "timeZone, Mars/Phobos",
        "timeZone, ''",
        "name, ' '",
        "organizationName, ''",
        "email, nobody",
        "password, 1234567",
    })
    void namesTheFieldThatCannotBeAccepted(String field, String value) {
        Map<String, Object> body = registration("field-" + UUID.randomUUID() + "@example.org");
        body.put(field, value);

        JsonNode problem = app().api().post("/api/auth/register", body).expect(400).json();

        assertThat(problem.get("type").asText()).isEqualTo("urn:astir:problem:invalid");
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(problem.at("/errors/0/message").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"organizationName", "name", "email", "timeZone"})
    void refusesTextThatTheDatabaseCannotKeep(String field) {
        Map<String, Object> body = registration("nul-" + UUID.randomUUID() + "@example.org");
        body.put(field, "a\0b@example.org");

        JsonNode problem = app().api().post("/api/auth/register", body).expect(400).json();

        assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field);
        login("a\0b@example.org", TestApp.PASSWORD).expect(400);
    }

    @Test
    void repeatsOnlyTheBeginningOfAValue() {
        Map<String, Object> body = registration("long@example.org");
        body.put("timeZone", "x".repeat(100_000));

        assertThat(app().api().post("/api/auth/register", body).expect(400).body())
                .contains("x".repeat(64) + "…")
                .doesNotContain("x".repeat(65));
    }

    @Test
    void addsAnEmailOnceHoweverManyTryAtOnce() {
        UUID organization = app().registerOrganization().organizationId();
        People people = app().bean(People.class);
        Map<String, Integer> outcomes = new ConcurrentHashMap<>();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                threads.submit(() -> {
                    String outcome;
                    try {
                        people.add(
                                organization,
                                "Eve",
                                "eve@example.org",
                                TestApp.PASSWORD,
                                Role.EMPLOYEE);
                        outcome = "added";
                    } catch (RuntimeException e) {
                        outcome = String.valueOf(e.getMessage());
                    }
                    return outcomes.merge(outcome, 1, Integer::sum);
                });
            }
        }

        assertThat(outcomes)
                .isEqualTo(Map.of("added", 1, "Somebody here has this e-mail already.", 3));
    }

    @Test
    void namesTheFieldThatIsMissing() {
        Map<String, Object> body = registration("missing@example.org");
        body.remove("timeZone");

        JsonNode problem = app().api().post("/api/auth/register", body).expect(400).json();

        assertThat(problem.toString()).contains("timeZone");
    }

    @Test
    void signsInAgainWithTheSamePassword() {
        TestApp.Person admin = app().registerOrganization();

        TestApp.Person again = app().signIn(admin.email().toUpperCase(Locale.ROOT));

        assertThat(again.userId()).isEqualTo(admin.userId());
        assertThat(again.accessToken()).isNotEqualTo(admin.accessToken());
    }

    @Test
    void answersTheSameForAWrongPasswordAndForNobody() {
        TestApp.Person admin = app().registerOrganization();

        Api.Answer wrong = login(admin.email(), "not the password").expect(401);
        Api.Answer nobody =
                login("nobody-" + UUID.randomUUID() + "@example.org", "whatever").expect(401);

        assertThat(wrong.body()).isEqualTo(nobody.body());
        assertThat(wrong.json().get("type").asText()).endsWith(":login-refused");
    }

    @Test
    void asksWhichOrganizationWhenThereAreSeveral() {
        TestApp.Person admin = app().registerOrganization();
        JsonNode second =
                app().api()
                        .post("/api/auth/register", registration(admin.email()))
                        .expect(201)
                        .json();

        JsonNode problem = login(admin.email(), TestApp.PASSWORD).expect(409).json();

        assertThat(problem.get("type").asText())
                .isEqualTo("urn:astir:problem:organization-required");
        assertThat(problem.get("organizations")).hasSize(2);
        assertThat(problem.at("/organizations").findValuesAsText("id"))
                .contains(admin.organizationId().toString());
        String chosen = second.at("/user/organizationId").asText();
        JsonNode signedIn =
                app().api()
                        .post(
                                "/api/auth/login",
                                Map.of(
                                        "email",
                                        admin.email(),
                                        "password",
                                        TestApp.PASSWORD,
                                        "organizationId",
                                        chosen))
                        .expect(200)
                        .json();
        assertThat(signedIn.at("/user/organizationId").asText()).isEqualTo(chosen);
    }

    @Test
    void slowsDownWhoGuessesPasswords() {
        TestApp.Person admin = app().registerOrganization();
        for (int i = 0; i < LoginLimit.FAILURES; i++) {
            login(admin.email(), "guess " + i).expect(401);
        }

        Api.Answer refused = login(admin.email(), TestApp.PASSWORD).expect(429);

        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        assertThat(refused.json().get("type").asText()).endsWith(":too-many-requests");
    }

    @Test
    void doesNotCountSuccessfulLogins() {
        TestApp.Person admin = app().registerOrganization();

        for (int i = 0; i < LoginLimit.FAILURES + 2; i++) {
            login(admin.email(), TestApp.PASSWORD).expect(200);
        }
    }

    @Test
    void refusesARequestWithoutToken() {
        Api.Answer answer = app().api().get("/api/auth/me").expect(401);

        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("type").asText())
                .isEqualTo("urn:astir:problem:not-authenticated");
    }

    @Test
    void refusesATokenThatSomebodyElseSigned() {
        TestApp.Person admin = app().registerOrganization();
        String[] parts = admin.accessToken().split("\\.");
        String unsigned =
                Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(
                                        "{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
                        + "."
                        + parts[1]
                        + ".";
        char first = parts[2].charAt(0) == 'A' ? 'B' : 'A';
        String tampered = parts[0] + "." + parts[1] + "." + first + parts[2].substring(1);

        for (String token : new String[] {unsigned, tampered, "nonsense", ""}) {
            app().api().with("Authorization", "Bearer " + token).get("/api/auth/me").expect(401);
        }
    }

    @Test
    void logoutEndsTheSignInAtOnce() {
        TestApp.Person admin = app().registerOrganization();
        admin.api().get("/api/auth/me").expect(200);

        admin.api().post("/api/auth/logout").expect(204);

        admin.api().get("/api/auth/me").expect(401);
        app().api()
                .post("/api/auth/refresh", Map.of("refreshToken", admin.refreshToken()))
                .expect(401);
    }

    @Test
    void carriesOnWithARefreshToken() {
        TestApp.Person admin = app().registerOrganization();

        JsonNode fresh =
                app().api()
                        .post("/api/auth/refresh", Map.of("refreshToken", admin.refreshToken()))
                        .expect(200)
                        .json();

        assertThat(fresh.get("refreshToken").asText()).isNotEqualTo(admin.refreshToken());
        assertThat(fresh.get("expiresIn").asInt()).isEqualTo(900);
        app().api()
                .with("Authorization", "Bearer " + fresh.get("accessToken").asText())
                .get("/api/auth/me")
                .expect(200);
    }

    private static Map<String, Object> registration(String email) {
        return new HashMap<>(
                Map.of(
                        "organizationName", "Second",
                        "timeZone", "UTC",
                        "name", "Ada",
                        "email", email,
                        "password", TestApp.PASSWORD));
    }

    private static Api.Answer login(String email, String password) {
        return app().api().post("/api/auth/login", Map.of("email", email, "password", password));
    }
}
