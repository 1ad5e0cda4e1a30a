package dev.astir.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoTest {

    private final Path home = TestApp.temporaryHome();

    @AfterEach
    void removeHome() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Test
    void twelvePeopleWorkThroughTheRealAgentProtocolAlsoAfterARestart() throws Exception {
        List<String> logins;
        try (TestApp app = start()) {
            logins = logins(app);
            assertThat(logins).hasSize(12);
            Api manager = signIn(app, logins.get(1));
            JsonNode organization = manager.get("/api/auth/me").expect(200).json();
            assertThat(organization.get("organizationName").asText()).isEqualTo("Demo");
            everybodyMoves(manager);
            assertThat(manager.get("/api/agents").json().get("items")).hasSize(12);
            assertThat(manager.get("/api/sessions/active").json().get("items").size())
                    .isGreaterThanOrEqualTo(5);
            assertThat(Files.getPosixFilePermissions(home.resolve("demo.properties")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        try (TestApp app = start()) {
            assertThat(logins(app)).isEqualTo(logins);
            Api manager = signIn(app, logins.get(1));
            everybodyMoves(manager);
            assertThat(manager.get("/api/agents").json().get("items")).hasSize(12);
            assertThat(manager.get("/api/presence").json().get("items")).hasSize(12);
        }
    }

    /** People are there, and what they did reaches the feed and their sessions' totals. */
    private static void everybodyMoves(Api manager) {
        String before = manager.get("/api/activities?limit=1").json().get("position").asText();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> {
                    JsonNode people = manager.get("/api/presence").expect(200).json().get("items");
                    assertThat(
                                    StreamSupport.stream(people.spliterator(), false)
                                            .filter(person ->
                                                    person.get("state").asText().equals("active")))
                            .hasSizeGreaterThanOrEqualTo(5)
                            .allMatch(person -> !person.get("app").isNull());
                    JsonNode page =
                            manager.get("/api/activities?type=app.switched").expect(200).json();
                    assertThat(page.get("items")).isNotEmpty();
                    assertThat(page.get("position").asText()).isNotEqualTo(before);
                    JsonNode sessions = manager.get("/api/sessions/active").json();
                    assertThat(
                                    StreamSupport.stream(sessions.get("items").spliterator(), false)
                                            .mapToLong(session ->
                                                    session.get("totalActiveSeconds").asLong())
                                            .sum())
                            .isPositive();
                });
    }

    private TestApp start() {
        return TestApp.start(Map.of("ASTIR_DEMO", "true", "ASTIR_HOME", home.toString()));
    }

    private static List<String> logins(TestApp app) throws Exception {
        return app.bean(Demo.class).logins().get(60, TimeUnit.SECONDS);
    }

    /** With what the line says: {@code Demo login: <e-mail> / <password> (<role>)}. */
    private static Api signIn(TestApp app, String line) {
        String[] words = line.split(" ");
        String token =
                app.api()
                        .post("/api/auth/login", Map.of("email", words[2], "password", words[4]))
                        .expect(200)
                        .json()
                        .get("accessToken")
                        .asText();
        return app.api().with("Authorization", "Bearer " + token);
    }
}
