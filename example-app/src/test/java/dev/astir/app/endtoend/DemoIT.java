package dev.astir.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo in the packaged app: what {@code kill -9} ends goes on with the next start. */
class DemoIT {

    @TempDir private Path folder;

    @Test
    void goesOnAfterAKillWithTheSamePeopleDevicesAndSessions() throws Exception {
        try (AppProcess app =
                AppProcess.start(folder.resolve("demo-app"), Map.of("ASTIR_DEMO", "true"))) {
            List<String> logins = logins(app, 1);
            Api before = signIn(app, logins);
            theyWork(before, Instant.EPOCH);
            Set<String> running = ids(before, "/api/sessions/active");
            Set<String> devices = ids(before, "/api/agents");

            app.kill();
            Instant killed = Instant.now();
            app.restart();

            assertThat(logins(app, 2)).isEqualTo(logins);
            Api after = signIn(app, logins);
            theyWork(after, killed);
            assertThat(ids(after, "/api/agents")).isEqualTo(devices);
            assertThat(items(after, "/api/activities?type=agent.enrolled")).hasSize(12);
            // One whose day ends in these seconds may have stopped, and another come.
            assertThat(ids(after, "/api/sessions/active")).containsAnyElementsOf(running);
            assertThat(items(after, "/api/sessions/active"))
                    .extracting(session -> session.get("userId").asText())
                    .doesNotHaveDuplicates();
        }
    }

    /** The twelve lines of a start; the sum of all starts is in the log. */
    private static List<String> logins(AppProcess app, int start) {
        return await().until(
                        () ->
                                app.printed().stream()
                                        .filter(line ->
                                                line.startsWith("Demo login: ")
                                                        && !line.endsWith("(you)"))
                                        .toList(),
                        lines -> lines.size() == 12 * start)
                .subList(12 * (start - 1), 12 * start);
    }

    /** Everybody's device has reported since, and most people are there. */
    private static void theyWork(Api manager, Instant since) {
        await().untilAsserted(() -> {
            assertThat(items(manager, "/api/agents"))
                    .hasSize(12)
                    .allMatch(agent ->
                            !agent.get("lastSeenAt").isNull()
                                    && Instant.parse(agent.get("lastSeenAt").asText())
                                            .isAfter(since));
            assertThat(items(manager, "/api/presence"))
                    .filteredOn(person -> person.get("state").asText().equals("active"))
                    .hasSizeGreaterThanOrEqualTo(5);
            assertThat(items(manager, "/api/sessions/active")).hasSizeGreaterThanOrEqualTo(3);
        });
    }

    private static Api signIn(AppProcess app, List<String> logins) {
        String[] words = logins.get(1).split(" ");
        Api api = new Api(app.url());
        String token =
                api.post("/api/auth/login", Map.of("email", words[2], "password", words[4]))
                        .expect(200)
                        .json()
                        .get("accessToken")
                        .asText();
        return api.with("Authorization", "Bearer " + token);
    }

    private static Set<String> ids(Api api, String path) {
        return items(api, path).stream()
                .map(item -> item.get("id").asText())
                .collect(Collectors.toSet());
    }

    private static List<JsonNode> items(Api api, String path) {
        JsonNode items = api.get(path).expect(200).json().get("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }
}
