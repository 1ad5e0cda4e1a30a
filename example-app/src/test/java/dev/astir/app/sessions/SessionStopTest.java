package dev.astir.app.sessions;

import static dev.astir.app.sessions.Worker.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.sessions.SessionChanged.Change;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How sessions end: by their person, by who sees that it was forgotten, and by the next one. */
class SessionStopTest extends AppTest {

    private static Person admin;
    private static Person manager;

    private final Worker emil = new Worker(app().addUser(admin, Role.EMPLOYEE, "Emil"));

    @BeforeAll
    static void register() {
        admin = app().registerOrganization();
        manager = app().addUser(admin, Role.MANAGER, "Mara");
    }

    @Test
    void aManagerStopsAForgottenOneAtItsLastActivity() {
        JsonNode session = emil.start();
        JsonNode posted =
                emil.person()
                        .api()
                        .post(
                                path(session) + "/activity",
                                Map.of("activityType", "active", "durationSeconds", 0))
                        .expect(201)
                        .json();
        assertThat(stop(manager, session, Map.of()).expect(400).body()).contains("reason");

        JsonNode stopped =
                stop(manager, session, Map.of("reason", "Left without a word")).expect(200).json();

        assertThat(stopped.get("endTime")).isEqualTo(posted.at("/session/lastActivityAt"));
        assertThat(stopped.get("userId").asText()).isEqualTo(emil.person().userId().toString());
        JsonNode correction = emil.read(session).at("/corrections/0");
        assertThat(correction.get("correctedBy").asText()).isEqualTo(manager.userId().toString());
        assertThat(correction.get("reason").asText()).isEqualTo("Left without a word");
        assertThat(correction.at("/before/endTime").isNull()).isTrue();
        assertThat(correction.at("/after/endTime")).isEqualTo(stopped.get("endTime"));
        JsonNode told = await().until(() -> told(emil.person()), items -> !items.isEmpty()).get(0);
        assertThat(told.get("message").asText()).contains("Mara").contains("Left without a word");
        Person colleague = app().addUser(admin, Role.EMPLOYEE, "Edda");
        assertThat(told(colleague)).isEmpty();
        String trail = admin.api().get("/api/audit?action=session.stopped").expect(200).body();
        assertThat(trail).contains(session.get("id").asText(), "Left without a word");
        assertThat(app().bean(SessionChanges.class).of(id(session)))
                .last()
                .extracting(SessionChanged::change)
                .isEqualTo(Change.STOPPED);
        stop(manager, session, Map.of("reason", "Again")).expect(409);
    }

    @Test
    void withoutAnyActivityItEndsWhereItBegan() {
        JsonNode session = emil.start();

        JsonNode stopped = stop(manager, session, Map.of("reason", "Never came")).json();

        assertThat(stopped.get("endTime")).isEqualTo(session.get("startTime"));
        assertThat(stopped.get("totalActiveSeconds").intValue()).isZero();
    }

    @Test
    void aPersonSaysWhenTheirsEnded() {
        JsonNode session = emil.start();
        Instant start = Instant.parse(session.get("startTime").asText());
        emil.posts(session, start.plusNanos(2_000).toString(), 0, "active").expect(201);

        for (Instant end : new Instant[] {start.plusNanos(1_000), Instant.now().plusSeconds(60)}) {
            JsonNode problem =
                    stop(emil.person(), session, Map.of("endTime", end.toString()))
                            .expect(400)
                            .json();
            assertThat(problem.at("/errors/0/field").asText()).isEqualTo("endTime");
            assertThat(problem.at("/errors/0/message").asText())
                    .contains(start.plusNanos(2_000).toString());
        }
        Instant end = start.plusNanos(3_000);
        JsonNode stopped =
                stop(emil.person(), session, Map.of("endTime", end.toString())).expect(200).json();
        assertThat(Instant.parse(stopped.get("endTime").asText())).isEqualTo(end);
        assertThat(emil.read(session).get("corrections")).hasSize(1);
    }

    @Test
    void switchingEndsOneAndBeginsTheNextAtTheSameInstant() {
        String project = project();
        String task =
                admin.api()
                        .post("/api/projects/" + project + "/tasks", Map.of("name", "Crater"))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        JsonNode first = emil.start();

        JsonNode next =
                emil.person()
                        .api()
                        .post(path(first) + "/switch", Map.of("projectId", project, "taskId", task))
                        .expect(201)
                        .json();

        JsonNode stopped = emil.read(first);
        assertThat(stopped.get("status").asText()).isEqualTo("stopped");
        assertThat(next.get("startTime")).isEqualTo(stopped.get("endTime"));
        assertThat(next.get("projectId").asText()).isEqualTo(project);
        assertThat(next.get("taskId").asText()).isEqualTo(task);
        assertThat(next.get("status").asText()).isEqualTo("active");
        emil.person().api().post(path(first) + "/switch", Map.of()).expect(409);
        emil.person()
                .api()
                .post(path(next) + "/switch", Map.of("projectId", UUID.randomUUID()))
                .expect(404);
        emil.person()
                .api()
                .post(path(next) + "/switch", Map.of("projectId", project(), "taskId", task))
                .expect(400);
        assertThat(emil.read(next).get("status").asText()).isEqualTo("active");
        admin.api().post(path(next) + "/switch", Map.of()).expect(403);
    }

    private static Api.Answer stop(Person by, JsonNode session, Map<String, ?> body) {
        return by.api().post(path(session) + "/stop", body);
    }

    private static JsonNode told(Person person) {
        return person.api()
                .get("/api/activities?type=session.stopped-by-manager")
                .expect(200)
                .json()
                .get("items");
    }

    private static UUID id(JsonNode session) {
        return UUID.fromString(session.get("id").asText());
    }

    private static String project() {
        return admin.api()
                .post("/api/projects", Map.of("name", "Moon"))
                .expect(201)
                .json()
                .get("id")
                .asText();
    }
}
