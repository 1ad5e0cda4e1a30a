package dev.astir.app.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionListTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final Person employee = app().addUser(admin, Role.EMPLOYEE, "Emil");

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

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    void pagesOfSessionsThatBeganAtOnceRepeatNoneAndLeaveNoneOut(int limit) {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 33; i++) {
            Worker worker = new Worker(app().addUser(admin, Role.EMPLOYEE, "Worker " + i));
            String hour = i < 30 ? "08:00" : "0%d:00".formatted(i - 23);
            all.add(worker.add(Worker.on("20", hour), Worker.on("20", "12:00")).get("id").asText());
        }

        List<String> seen = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page =
                    admin.api().get("/api/sessions?limit=" + limit + next).expect(200).json();
            page.get("items").forEach(item -> seen.add(item.get("id").asText()));
            next = page.get("next").isNull() ? null : "&before=" + page.get("next").asText();
        }

        assertThat(seen).hasSize(33).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void namesATimeThatNoCalendarHas() {
        for (String time :
                List.of("%2B1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z")) {
            for (String field : List.of("from", "to")) {
                JsonNode problem =
                        employee.api()
                                .get("/api/sessions?" + field + "=" + time)
                                .expect(400)
                                .json();
                assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field);
            }
        }
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
        colleague.api().get(ofEmployee).expect(404);
        Person stranger = app().registerOrganization();
        stranger.api().get(ofEmployee).expect(404);
        admin.api().get("/api/sessions?userId=" + UUID.randomUUID()).expect(404);
        app().api().get("/api/sessions").expect(401);
    }

    private static JsonNode start(Person person) {
        return person.api().post("/api/sessions/start", Map.of()).expect(201).json();
    }

    private static JsonNode startAndStop(Person person) {
        String id = start(person).get("id").asText();
        return person.api().post("/api/sessions/" + id + "/stop").expect(200).json();
    }

    private static List<JsonNode> items(Person person, String path) {
        List<JsonNode> items = new ArrayList<>();
        person.api().get(path).expect(200).json().get("items").forEach(items::add);
        return items;
    }

    private static String time(JsonNode session, String field) {
        return session.get(field).asText();
    }
}
