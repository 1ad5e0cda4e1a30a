package dev.astir.app.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.accounts.Role;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final Person employee = app().addUser(admin, Role.EMPLOYEE, "Emil");

    @Test
    void startAnswersTheSession() {
        Instant before = Instant.now();

        JsonNode session = employee.api().post("/api/sessions/start", Map.of()).expect(201).json();

        assertThat(session.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id",
                        "userId",
                        "organizationId",
                        "projectId",
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
    void aSecondStartNamesTheRunningSession() {
        JsonNode running = start(employee);

        JsonNode problem = employee.api().post("/api/sessions/start", Map.of()).expect(409).json();

        assertThat(problem.get("type").asText()).isEqualTo("urn:astir:problem:session-active");
        assertThat(problem.get("sessionId").asText()).isEqualTo(running.get("id").asText());
        assertThat(problem.get("detail").asText()).contains(running.get("id").asText());
        start(admin);
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
        assertThat(changes)
                .extracting(SessionChanged::organizationId)
                .containsOnly(admin.organizationId());
        assertThat(changes).extracting(c -> c.session().version()).containsExactly(1L, 2L);
    }

    @Test
    void activeShowsOnesOwnAndManagersTheOrganizations() {
        Person manager = app().addUser(admin, Role.MANAGER, "Mara");
        JsonNode of1 = start(employee);
        JsonNode of2 = start(manager);
        start(app().registerOrganization());

        assertThat(items(employee, "/api/sessions/active")).containsExactly(of1);
        assertThat(items(manager, "/api/sessions/active")).containsExactly(of2, of1);
        assertThat(items(admin, "/api/sessions/active")).containsExactly(of2, of1);
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
        admin.api().post(path).expect(403);
        assertThat(items(employee, "/api/sessions/active")).hasSize(1);
    }

    @Test
    void listsNewestFirstAPageAtATime() {
        List<JsonNode> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.addFirst(startAndStop(employee));
        }
        startAndStop(admin);

        List<JsonNode> seen = new ArrayList<>();
        String path = "/api/sessions?limit=2";
        String next = "";
        for (int pages = 0; next != null; pages++) {
            assertThat(pages).isLessThan(3);
            JsonNode page = employee.api().get(path + next).expect(200).json();
            page.get("items").forEach(seen::add);
            next = page.get("next").isNull() ? null : "&before=" + page.get("next").asText();
        }

        assertThat(seen).isEqualTo(all);
    }

    @Test
    void listsWhatOverlapsThePeriod() {
        JsonNode first = startAndStop(employee);
        JsonNode second = startAndStop(employee);
        JsonNode running = start(employee);
        String path = "/api/sessions?from=%s&to=%s";

        assertThat(
                        items(
                                employee,
                                path.formatted(
                                        time(first, "startTime"), time(running, "startTime"))))
                .containsExactly(second, first);
        assertThat(items(employee, "/api/sessions?from=" + time(first, "endTime")))
                .containsExactly(running, second);
        assertThat(items(employee, "/api/sessions?to=" + time(second, "startTime")))
                .containsExactly(first);
        assertThat(items(employee, "/api/sessions?from=" + Instant.now().plusSeconds(60)))
                .containsExactly(running);
    }

    @Test
    void listsAnotherPersonsForManagersAlone() {
        JsonNode session = startAndStop(employee);
        JsonNode own = startAndStop(admin);
        Person colleague = app().addUser(admin, Role.EMPLOYEE, "Edda");
        String ofEmployee = "/api/sessions?userId=" + employee.userId();

        assertThat(items(admin, "/api/sessions")).containsExactly(own, session);
        assertThat(items(admin, ofEmployee)).containsExactly(session);
        assertThat(items(employee, ofEmployee)).containsExactly(session);
        assertThat(items(colleague, "/api/sessions")).isEmpty();
        colleague.api().get(ofEmployee).expect(403);
        Person stranger = app().registerOrganization();
        stranger.api().get(ofEmployee).expect(404);
        admin.api().get("/api/sessions?userId=" + UUID.randomUUID()).expect(404);
        app().api().get("/api/sessions").expect(401);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=201, limit",
        "limit=many, limit",
        "before=nonsense, before",
        "before=1.2, before",
        "before=, before",
        "from=yesterday, from",
        "userId=7, userId",
        "from=2026-01-02T00:00:00Z&to=2026-01-02T00:00:00Z, to"
    })
    void refusesABadQuery(String query, String field) {
        JsonNode problem = employee.api().get("/api/sessions?" + query).expect(400).json();

        assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field);
    }

    private static JsonNode start(Person person) {
        return person.api().post("/api/sessions/start", Map.of()).expect(201).json();
    }

    private static JsonNode startAndStop(Person person) {
        String id = start(person).get("id").asText();
        return person.api().post("/api/sessions/" + id + "/stop").expect(200).json();
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

    private static String time(JsonNode session, String field) {
        return session.get(field).asText();
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
