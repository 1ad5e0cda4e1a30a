package dev.astir.app.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.feed.TestReader;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.SettableClock;
import dev.astir.app.teams.TestTeams;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one database. */
class AlertNodesTest {

    private static final AtomicReference<Instant> NOW =
            new AtomicReference<>(Instant.parse("2026-11-23T07:00:00Z"));

    private static EmbeddedPostgres postgres;
    private static TestApp one;
    private static TestApp two;

    private final Instant morning =
            NOW.get().truncatedTo(ChronoUnit.DAYS).plus(31, ChronoUnit.HOURS);

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        Map<String, String> variables =
                Map.of(
                        "ASTIR_DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres"),
                        "ASTIR_DATABASE_USER", "postgres",
                        "ASTIR_PUBLIC_URL", "http://astir.example.org",
                        "ASTIR_SECRET", "a secret of both nodes, 32 bytes");
        one = TestApp.start(variables, new SettableClock(NOW));
        two = TestApp.start(variables, new SettableClock(NOW));
    }

    @AfterAll
    static void stop() throws IOException {
        two.close();
        one.close();
        postgres.close();
    }

    @BeforeEach
    void begin() {
        NOW.set(morning);
    }

    @Test
    void openOneOfAThingHoweverManyLookAtOnce() throws Exception {
        Person ada = one.registerOrganization();
        ada.api().patch("/api/organization", Map.of("idleAlerts", true)).expect(200);
        Map<Person, String> sessions = new HashMap<>();
        for (int i = 0; i < 6; i++) {
            Person person = one.addUser(ada, Role.EMPLOYEE, "Person " + i);
            sessions.put(person, start(person));
        }
        for (int hour = 1; hour <= 10; hour += 3) {
            NOW.set(morning.plus(Duration.ofHours(hour)));
            sessions.forEach((person, session) ->
                    one.signIn(person.email())
                            .api()
                            .post(
                                    "/api/sessions/" + session + "/activity",
                                    Map.of("activityType", "active", "durationSeconds", 60))
                            .expect(201));
            atOnce("idle-detector");
            NOW.set(morning.plus(Duration.ofHours(hour)).plusSeconds(600));
            atOnce("idle-detector");
            atOnce("overtime");
        }

        assertThat(byPerson(two, ada, "idle"))
                .hasSize(6)
                .allSatisfy((id, count) -> assertThat(count).as("four stretches").isEqualTo(4));
        assertThat(byPerson(two, ada, "overtime"))
                .hasSize(6)
                .allSatisfy((id, count) -> assertThat(count).as("one day").isEqualTo(1));
    }

    /** What happens on one is seen on the other, by those who see the person, and nobody else. */
    @Test
    void tellTheOtherNodesSocketsOfWhomTheyMayKnow() {
        Person ada = one.registerOrganization();
        ada.api().patch("/api/organization", Map.of("idleAlerts", true)).expect(200);
        Person tess = one.addUser(ada, Role.MANAGER, "Tess");
        Person mia = one.addUser(ada, Role.EMPLOYEE, "Mia");
        TestTeams.move(ada, mia, TestTeams.create(ada, "Red", tess));
        Person tom = one.addUser(ada, Role.MANAGER, "Tom");
        Person bob = one.addUser(ada, Role.EMPLOYEE, "Bob");
        TestTeams.move(ada, bob, TestTeams.create(ada, "Blue", tom));
        start(mia);
        NOW.set(morning.plusSeconds(300));
        try (TestReader tessReads = reader(tess);
                TestReader miaReads = reader(mia);
                TestReader tomReads = reader(tom);
                TestReader bobReads = reader(bob)) {
            List<TestReader> ofMia = List.of(tessReads, miaReads);

            TestAlerts.run(one, "idle-detector");
            String id = "";
            for (TestReader reader : ofMia) {
                JsonNode opened = alert(reader, "INACTIVE_ALERT", mia);
                assertThat(opened.get("closedAt").isNull()).isTrue();
                id = opened.get("id").asText();
            }

            mia.api()
                    .post("/api/alerts/" + id + "/explanation", Map.of("text", "On the phone"))
                    .expect(200);
            for (TestReader reader : ofMia) {
                assertThat(alert(reader, "", mia).get("explanation").asText())
                        .isEqualTo("On the phone");
            }

            tess.api().post("/api/alerts/" + id + "/resolve", Map.of()).expect(200);
            for (TestReader reader : ofMia) {
                assertThat(alert(reader, "", mia).get("resolvedByName").asText()).isEqualTo("Tess");
            }

            workedYesterday(mia);
            TestAlerts.run(one, "overtime");
            for (TestReader reader : ofMia) {
                alert(reader, "OVERTIME_ALERT", mia);
            }

            workedYesterday(bob);
            TestAlerts.run(one, "overtime");
            for (TestReader reader : List.of(tomReads, bobReads)) {
                // The first that they hear of at all.
                alert(reader, "OVERTIME_ALERT", bob);
            }
        }
    }

    private static TestReader reader(Person person) {
        TestReader reader = TestReader.connect(two, person);
        reader.subscribe("alerts");
        return reader;
    }

    /** The next that somebody is told of. */
    private static JsonNode alert(TestReader reader, String event, Person about) {
        JsonNode put = reader.nextPut("alerts");
        assertThat(put.path("event").asText("")).isEqualTo(event);
        assertThat(put.at("/item/userId").asText()).isEqualTo(about.userId().toString());
        return put.get("item");
    }

    private static String start(Person person) {
        return person.api().post("/api/sessions/start").expect(201).json().get("id").asText();
    }

    private void workedYesterday(Person person) {
        Instant from = morning.minus(Duration.ofDays(1));
        person.api()
                .post(
                        "/api/sessions",
                        Map.of(
                                "startTime",
                                from.toString(),
                                "endTime",
                                from.plus(Duration.ofHours(10)).toString(),
                                "reason",
                                "by hand"))
                .expect(201);
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

    private static void atOnce(String job) throws Exception {
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
