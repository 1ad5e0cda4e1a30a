package dev.astir.app.projects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectTest extends AppTest {

    private static Person admin;

    @BeforeAll
    static void register() {
        admin = app().registerOrganization();
    }

    @Test
    void createsReadsChangesAndDeletes() {
        JsonNode created =
                admin.api()
                        .post("/api/projects", Map.of("name", " Moon ", "description", "Get there"))
                        .expect(201)
                        .json();
        String path = "/api/projects/" + created.get("id").asText();

        assertThat(created.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id", "organizationId", "name", "description", "createdBy", "createdAt");
        assertThat(created.get("name").asText()).isEqualTo("Moon");
        assertThat(created.get("createdBy").asText()).isEqualTo(admin.userId().toString());
        assertThat(Instant.parse(created.get("createdAt").asText())).isBefore(Instant.now());
        assertThat(admin.api().get(path).expect(200).json()).isEqualTo(created);

        JsonNode changed = admin.api().put(path, Map.of("name", "Mars")).expect(200).json();

        assertThat(changed.get("name").asText()).isEqualTo("Mars");
        assertThat(changed.get("description").isNull()).isTrue();
        assertThat(admin.api().get(path).expect(200).json()).isEqualTo(changed);

        admin.api().delete(path).expect(204);

        admin.api().get(path).expect(404);
        admin.api().put(path, Map.of("name", "Venus")).expect(404);
        admin.api().delete(path).expect(404);
        assertThat(names(admin)).doesNotContain("Mars");
    }

    @Test
    void listsByNameAPageAtATime() {
        Person owner = app().registerOrganization();
        for (String name : List.of("beta", "Alpha", "gamma", "alpha")) {
            owner.api().post("/api/projects", Map.of("name", name)).expect(201);
        }

        JsonNode first = owner.api().get("/api/projects?limit=3").expect(200).json();
        String cursor = first.get("next").asText();
        // The cursor's project may go before the next page is asked for.
        owner.api().delete("/api/projects/" + first.at("/items/2/id").asText()).expect(204);
        JsonNode second =
                owner.api().get("/api/projects?limit=3&after=" + cursor).expect(200).json();

        assertThat(first.get("items").findValuesAsText("name"))
                .hasSize(3)
                .endsWith("beta")
                .contains("Alpha", "alpha");
        assertThat(second.get("items").findValuesAsText("name")).containsExactly("gamma");
        assertThat(second.has("next")).isTrue();
        assertThat(second.get("next").isNull()).isTrue();
    }

    @Test
    void employeesSeeProjectsAndManagersChangeThem() {
        Person employee = app().addUser(admin, Role.EMPLOYEE, "Emil");
        Person manager = app().addUser(admin, Role.MANAGER, "Mara");
        String path = "/api/projects/" + create("Moon");

        employee.api().get(path).expect(200);
        employee.api().get("/api/projects").expect(200);
        employee.api().post("/api/projects", Map.of("name", "Mine")).expect(403);
        employee.api().put(path, Map.of("name", "Mine")).expect(403);
        employee.api().delete(path).expect(403);
        manager.api().put(path, Map.of("name", "Ours")).expect(200);
        manager.api().post("/api/projects", Map.of("name", "More")).expect(201);
        manager.api().delete(path).expect(204);
        app().api().get("/api/projects").expect(401);
    }

    @Test
    void anotherOrganizationsProjectDoesNotExist() {
        String path = "/api/projects/" + create("Secret");
        Person stranger = app().registerOrganization();

        JsonNode unknown =
                stranger.api().get("/api/projects/" + UUID.randomUUID()).expect(404).json();

        assertThat(stranger.api().get(path).expect(404).json()).isEqualTo(unknown);
        assertThat(stranger.api().put(path, Map.of("name", "Mine")).expect(404).json())
                .isEqualTo(unknown);
        assertThat(stranger.api().delete(path).expect(404).json()).isEqualTo(unknown);
        assertThat(stranger.api().get("/api/projects").expect(200).json().get("items")).isEmpty();
        assertThat(names(admin)).contains("Secret");
    }

    @Test
    void aDeletedProjectStaysBehindItsSessions() {
        String id = create("Moon");
        admin.api().post("/api/sessions/start", Map.of("projectId", id)).expect(201);

        admin.api().delete("/api/projects/" + id).expect(204);

        JsonNode session =
                admin.api().get("/api/sessions/active").expect(200).json().at("/items/0");
        assertThat(session.get("projectId").asText()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":null}",
                "{\"name\":\"  \"}",
                "{\"name\":\"a\\u0000b\"}",
                "{\"name\":\"LONG\"}"
            })
    void refusesABadName(String body) {
        JsonNode problem =
                admin.api()
                        .post("/api/projects", body.replace("LONG", "x".repeat(256)))
                        .expect(400)
                        .json();

        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("name");
        assertThat(problem.at("/errors/0/message").asText()).contains(", but is ");
    }

    @Test
    void refusesABadDescription() {
        JsonNode problem =
                admin.api()
                        .post(
                                "/api/projects",
                                Map.of("name", "Moon", "description", "x".repeat(2001)))
                        .expect(400)
                        .json();

        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("description");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1"})
    void refusesALimitOutOfBounds(String limit) {
        JsonNode problem = admin.api().get("/api/projects?limit=" + limit).expect(400).json();

        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("limit");
    }

    private static String create(String name) {
        return admin.api()
                .post("/api/projects", Map.of("name", name))
                .expect(201)
                .json()
                .get("id")
                .asText();
    }

    private static List<String> names(Person person) {
        return person.api()
                .get("/api/projects")
                .expect(200)
                .json()
                .get("items")
                .findValuesAsText("name");
    }
}
