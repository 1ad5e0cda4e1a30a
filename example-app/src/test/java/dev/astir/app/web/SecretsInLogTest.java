package dev.astir.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.feed.TestReader;
import dev.astir.app.identity.Role;
import dev.astir.app.platform.RecordedLog;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** With all that the app has to say in the log, none of what it must keep to itself is there. */
class SecretsInLogTest extends AppTest {

    /** What answers call a secret, or a link that is one. */
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(token|secret|key|password|url|link|codes|challenge)");

    private static final int SHORTEST = 16;

    private final Set<String> secrets = new TreeSet<>();

    @Test
    void noneIsThere() {
        try (RecordedLog log = RecordedLog.begin()) {
            Person ada = app().registerOrganization();
            Person bob = app().addUser(ada, Role.EMPLOYEE, "Bob");
            secrets.addAll(List.of(TestApp.PASSWORD, ada.accessToken(), ada.refreshToken()));
            secrets.addAll(List.of(bob.accessToken(), bob.refreshToken()));

            signInWrongAndRight(ada);
            handOut(ada, bob);
            useSockets(ada);
            String mark = "end-" + UUID.randomUUID();
            app().api().with("X-Request-Id", mark).get("/api/auth/me").expect(401);
            await().until(() -> log.lines().stream().anyMatch(line -> line.contains(mark)));

            assertThat(secrets).hasSizeGreaterThan(15);
            // Whole, or what of it a line may show: its longest part.
            for (String secret : secrets) {
                assertThat(log.lines()).noneMatch(line -> line.contains(secret));
            }
        }
    }

    private void signInWrongAndRight(Person ada) {
        String guess = "a guess of hers, " + UUID.randomUUID();
        secrets.add(guess);
        login(app().api(), ada.email(), guess).expect(401);
        Api.Answer byCookie =
                login(app().api().with("X-Astir-Session", "cookie"), ada.email(), TestApp.PASSWORD);
        byCookie.expect(200).response().headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.replaceFirst("^[^=]*=", "").replaceFirst(";.*", ""))
                .filter(value -> value.length() >= SHORTEST)
                .forEach(secrets::add);
        collect(app().api().post("/api/auth/refresh", Map.of("refreshToken", ada.refreshToken())));
        String forged = "forged." + UUID.randomUUID() + ".token";
        secrets.add(forged);
        app().api().with("Authorization", "Bearer " + forged).get("/api/organization").expect(401);
        app().api().post("/api/auth/refresh", Map.of("refreshToken", forged));
        app().api().post("/api/auth/reset-password", Map.of("token", forged, "newPassword", guess));
        app().api().post("/api/auth/invitation", Map.of("token", forged));
        app().api().get("/api/auth/sso/callback?code=" + forged + "&state=" + forged);
    }

    private void handOut(Person ada, Person bob) {
        Api hers = ada.api();
        collect(
                hers.post("/api/tokens", Map.of("name", "T", "scopes", List.of("read")))
                        .expect(201));
        collect(
                hers.post(
                                "/api/invitations",
                                Map.of(
                                        "email",
                                        "lena-" + UUID.randomUUID() + "@example.org",
                                        "role",
                                        "employee"))
                        .expect(201));
        JsonNode reset =
                collect(hers.post("/api/users/" + bob.userId() + "/password-reset").expect(201));
        String fresh = "another of his, " + UUID.randomUUID();
        secrets.add(fresh);
        app().api()
                .post(
                        "/api/auth/reset-password",
                        Map.of("token", last(reset.get("url").asText()), "newPassword", fresh));
        collect(hers.post("/api/auth/second-factor/totp", Map.of()).expect(200));
        collect(hers.post("/api/enrolment-tokens", Map.of()).expect(201));
        secrets.add(
                hers.post("/api/integrations", Map.of("name", "I", "kind", "github"))
                        .expect(201)
                        .json()
                        .get("secret")
                        .asText());
        String client = "the client's, " + UUID.randomUUID();
        secrets.add(client);
        hers.post(
                "/api/identity-providers",
                Map.of(
                        "name", "Provider",
                        "issuer", "https://127.0.0.1:1/none",
                        "clientId", "astir",
                        "clientSecret", client,
                        "allowedDomains", List.of("example.org")));
    }

    private void useSockets(Person ada) {
        TestAgent.Enrolled device = TestAgent.enrol(app(), ada);
        secrets.add(device.agentKey());
        TestAgent.connect(app(), device).close();
        TestReader.connect(app(), ada).close();
    }

    private static Api.Answer login(Api api, String email, String password) {
        return api.post("/api/auth/login", Map.of("email", email, "password", password));
    }

    /** Remembers what of an answer nobody else may know. */
    private JsonNode collect(Api.Answer answer) {
        JsonNode json = answer.json();
        json.properties()
                .forEach(field -> {
                    if (SECRET.matcher(field.getKey()).matches()) {
                        add(field.getValue());
                    }
                });
        return json;
    }

    private void add(JsonNode value) {
        if (value.isArray()) {
            value.forEach(this::add);
        } else if (value.asText().length() >= SHORTEST) {
            secrets.add(last(value.asText()));
        }
    }

    /** Of a link, what makes it a secret. */
    private static String last(String text) {
        return text.replaceFirst(".*[/=#]", "");
    }
}
