package dev.astir.app.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.SettableClock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Two nodes on one database look for alerts at the same time. */
class AlertNodesTest {

    private static final Instant MORNING = Instant.parse("2026-11-23T07:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(MORNING);

    @Test
    void openOneOfAThingHoweverManyLookAtOnce() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            Map<String, String> variables =
                    Map.of(
                            "ASTIR_DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres"),
                            "ASTIR_DATABASE_USER", "postgres",
                            "ASTIR_PUBLIC_URL", "http://astir.example.org",
                            "ASTIR_SECRET", "a secret of both nodes, 32 bytes");
            try (TestApp one = TestApp.start(variables, new SettableClock(now));
                    TestApp two = TestApp.start(variables, new SettableClock(now))) {
                lookAtOnce(one, two);
            }
        }
    }

    private void lookAtOnce(TestApp one, TestApp two) throws Exception {
        Person ada = one.registerOrganization();
        ada.api().patch("/api/organization", Map.of("idleAlerts", true)).expect(200);
        Map<Person, String> sessions = new HashMap<>();
        for (int i = 0; i < 6; i++) {
            Person person = one.addUser(ada, Role.EMPLOYEE, "Person " + i);
            sessions.put(
                    person,
                    person.api().post("/api/sessions/start").expect(201).json().get("id").asText());
        }
        for (int hour = 1; hour <= 10; hour += 3) {
            now.set(MORNING.plus(Duration.ofHours(hour)));
            sessions.forEach((person, session) ->
                    one.signIn(person.email())
                            .api()
                            .post(
                                    "/api/sessions/" + session + "/activity",
                                    Map.of("activityType", "active", "durationSeconds", 60))
                            .expect(201));
            atOnce(one, two, "idle-detector");
            now.set(MORNING.plus(Duration.ofHours(hour)).plusSeconds(600));
            atOnce(one, two, "idle-detector");
            atOnce(one, two, "overtime");
        }

        assertThat(byPerson(two, ada, "idle"))
                .hasSize(6)
                .allSatisfy((id, count) -> assertThat(count).as("four stretches").isEqualTo(4));
        assertThat(byPerson(two, ada, "overtime"))
                .hasSize(6)
                .allSatisfy((id, count) -> assertThat(count).as("one day").isEqualTo(1));
    }

    private static Map<String, Integer> byPerson(TestApp app, Person ada, String type) {
        Map<String, Integer> found = new HashMap<>();
        for (JsonNode alert :
                app.signIn(ada.email())
                        .api()
                        .get("/api/alerts?limit=200&type=" + type)
                        .expect(200)
                        .json()
                        .get("items")) {
            found.merge(alert.get("userId").asText(), 1, Integer::sum);
        }
        return found;
    }

    private static void atOnce(TestApp one, TestApp two, String job) throws Exception {
        List<Callable<Void>> runs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            TestApp node = i % 2 == 0 ? one : two;
            runs.add(() -> {
                TestAlerts.run(node, job);
                return null;
            });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> run : threads.invokeAll(runs)) {
                run.get();
            }
        }
    }
}
