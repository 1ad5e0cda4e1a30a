package dev.astir.app.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.sessions.SessionChanged.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SessionTest extends AppTest {

    private static Person admin;

    /** Somebody who has no session yet. */
    private final Person employee = app().addUser(admin, Role.EMPLOYEE, "Emil");

    @BeforeAll
    static void register() {
        admin = app().registerOrganization();
    }

    @Test
    void startAnswersTheSession() {
        Instant before = Instant.now();

        JsonNode session = employee.api().post("/api/sessions/start", Map.of()).expect(201).json();

        assertThat(session.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id",
                        "source",
                        "userId",
                        "organizationId",
                        "projectId",
                        "taskId",
                        "startTime",
                        "endTime",
                        "status",
                        "totalActiveSeconds",
                        "totalIdleSeconds",
                        "lastActivityAt",
                        "version");
        assertThat(session.get("userId").asText()).isEqualTo(employee.userId().toString());
        assertThat(session.get("organizationId").asText())
                .isEqualTo(admin.organizationId().toString());
        assertThat(session.get("projectId").isNull()).isTrue();
        assertThat(Instant.parse(session.get("startTime").asText()))
                .isBetween(before, Instant.now());
        assertThat(session.get("endTime").isNull()).isTrue();
        assertThat(session.get("status").asText()).isEqualTo("active");
        assertThat(session.get("totalActiveSeconds").intValue()).isZero();
        assertThat(session.get("totalIdleSeconds").intValue()).isZero();
        assertThat(session.get("lastActivityAt").isNull()).isTrue();
        assertThat(session.get("version").intValue()).isEqualTo(1);
        assertThat(items(employee, "/api/sessions/active")).containsExactly(session);
    }

    @Test
    void startNeedsNoBody() {
        employee.api().post("/api/sessions/start").expect(201);
    }

    @Test
    void startTakesAProject() {
        String project = project(admin);

        JsonNode session =
                employee.api()
                        .post("/api/sessions/start", Map.of("projectId", project))
                        .expect(201)
                        .json();

        assertThat(session.get("projectId").asText()).isEqualTo(project);
    }

    @Test
    void startRefusesAProjectThatTheOrganizationHasNot() {
        String foreign = project(app().registerOrganization());
        String deleted = project(admin);
        admin.api().delete("/api/projects/" + deleted).expect(204);

        for (String id : List.of(foreign, deleted, UUID.randomUUID().toString())) {
            employee.api().post("/api/sessions/start", Map.of("projectId", id)).expect(404);
        }
        assertThat(items(employee, "/api/sessions/active")).isEmpty();
    }

    @Test
    void startRefusesAProjectIdOfAnotherForm() {
        JsonNode problem =
                employee.api()
                        .post("/api/sessions/start", Map.of("projectId", "Moon"))
                        .expect(400)
                        .json();

        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("projectId");
    }

    @Test
    void aSecondStartNamesTheRunningSession() {
        JsonNode running = start(employee);

        JsonNode problem = employee.api().post("/api/sessions/start", Map.of()).expect(409).json();

        assertThat(problem.get("type").asText()).isEqualTo("urn:astir:problem:session-active");
        assertThat(problem.get("sessionId").asText()).isEqualTo(running.get("id").asText());
        assertThat(problem.get("detail").asText()).contains(running.get("id").asText());
        start(app().addUser(admin, Role.EMPLOYEE, "Edda"));
    }

    @Test
    void ofManyStartsAtOnceOneWins() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (Api.Answer answer :
                atOnce(20, () -> employee.api().post("/api/sessions/start", Map.of()))) {
            statuses.add(answer.status());
        }

        assertThat(statuses).containsOnly(201, 409);
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(1);
        assertThat(items(employee, "/api/sessions")).hasSize(1);
    }

    @Test
    void stopEndsTheSessionOnce() throws Exception {
        JsonNode session = start(employee);
        String path = "/api/sessions/" + session.get("id").asText() + "/stop";

        List<Api.Answer> answers = atOnce(10, () -> employee.api().post(path));

        JsonNode stopped =
                answers.stream().filter(a -> a.status() == 200).findFirst().orElseThrow().json();
        assertThat(stopped.get("status").asText()).isEqualTo("stopped");
        assertThat(stopped.get("version").intValue()).isEqualTo(2);
        assertThat(Instant.parse(stopped.get("endTime").asText()))
                .isBetween(Instant.parse(session.get("startTime").asText()), Instant.now());
        List<Api.Answer> late = answers.stream().filter(a -> a.status() != 200).toList();
        assertThat(late).hasSize(9);
        for (Api.Answer answer : late) {
            JsonNode problem = answer.expect(409).json();
            assertThat(problem.get("type").asText()).isEqualTo("urn:astir:problem:session-stopped");
            assertThat(problem.get("detail").asText()).contains(stopped.get("endTime").asText());
        }
        assertThat(items(employee, "/api/sessions/active")).isEmpty();
        assertThat(items(employee, "/api/sessions")).containsExactly(stopped);
        start(employee);
    }

    @Test
    void announcesStartAndStop() {
        UUID id = UUID.fromString(start(employee).get("id").asText());
        employee.api().post("/api/sessions/" + id + "/stop").expect(200);

        List<SessionChanged> changes = app().bean(SessionChanges.class).of(id);

        assertThat(changes)
                .extracting(SessionChanged::change)
                .containsExactly(Change.STARTED, Change.STOPPED);
        assertThat(changes).extracting(c -> c.session().version()).containsExactly(1L, 2L);
    }

    @Test
    void nobodyElseStopsASession() {
        String path = "/api/sessions/" + start(employee).get("id").asText() + "/stop";
        JsonNode unknown =
                employee.api()
                        .post("/api/sessions/" + UUID.randomUUID() + "/stop")
                        .expect(404)
                        .json();

        Person colleague = app().addUser(admin, Role.EMPLOYEE, "Edda");
        assertThat(colleague.api().post(path).expect(404).json()).isEqualTo(unknown);
        Person stranger = app().registerOrganization();
        assertThat(stranger.api().post(path).expect(404).json()).isEqualTo(unknown);
        JsonNode problem = admin.api().post(path).expect(400).json();
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("reason");
        assertThat(items(employee, "/api/sessions/active")).hasSize(1);
    }

    private static JsonNode start(Person person) {
        return person.api().post("/api/sessions/start", Map.of()).expect(201).json();
    }

    private static String project(Person person) {
        return person.api()
                .post("/api/projects", Map.of("name", "Moon"))
                .expect(201)
                .json()
                .get("id")
                .asText();
    }

    private static List<JsonNode> items(Person person, String path) {
        List<JsonNode> items = new ArrayList<>();
        person.api().get(path).expect(200).json().get("items").forEach(items::add);
        return items;
    }

    private static List<Api.Answer> atOnce(int count, Callable<Api.Answer> request)
            throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Api.Answer> answers = new ArrayList<>();
            for (Future<Api.Answer> answer :
                    threads.invokeAll(Collections.nCopies(count, request))) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
