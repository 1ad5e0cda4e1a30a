package dev.astir.app.projects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people do on a project. */
class TaskTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final Person emil = app().addUser(admin, Role.EMPLOYEE, "Emil");
    private final String project = project();
    private final String tasks = "/api/projects/" + project + "/tasks";

    @Test
    void managersChangeThemAndEverybodyReadsThemByName() {
        JsonNode crater = task(" Crater ");
        JsonNode base = task("base");

        assertThat(crater.get("name").asText()).isEqualTo("Crater");
        assertThat(crater.get("projectId").asText()).isEqualTo(project);
        assertThat(emil.api().get(tasks).expect(200).json().get("items"))
                .containsExactly(base, crater);
        JsonNode first = emil.api().get(tasks + "?limit=1").expect(200).json();
        assertThat(
                        emil.api()
                                .get(tasks + "?limit=1&after=" + first.get("next").asText())
                                .json()
                                .get("items"))
                .containsExactly(crater);
        String path = tasks + "/" + crater.get("id").asText();
        emil.api().put(path, Map.of("name", "Sea")).expect(403);
        emil.api().delete(path).expect(403);
        emil.api().post(tasks, Map.of("name", "Sea")).expect(403);
        admin.api().put(path, Map.of("name", " ")).expect(400);
        assertThat(admin.api().put(path, Map.of("name", "Sea")).expect(200).json().get("name"))
                .hasToString("\"Sea\"");
        admin.api().delete(path).expect(204);
        admin.api().delete(path).expect(404);
        assertThat(emil.api().get(tasks).json().get("items")).containsExactly(base);
        assertThat(actions())
                .containsExactly("task.deleted", "task.changed", "task.created", "task.created");
    }

    @Test
    void isDoneOnItsOwnProjectAlone() {
        String task = task("Crater").get("id").asText();
        String other = project();

        JsonNode problem =
                emil.api()
                        .post("/api/sessions/start", Map.of("projectId", other, "taskId", task))
                        .expect(400)
                        .json();
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("taskId");
        emil.api().post("/api/sessions/start", Map.of("taskId", task)).expect(400);
        admin.api().delete("/api/projects/" + other + "/tasks/" + task).expect(404);
        JsonNode session =
                emil.api()
                        .post("/api/sessions/start", Map.of("projectId", project, "taskId", task))
                        .expect(201)
                        .json();
        assertThat(session.get("taskId").asText()).isEqualTo(task);
    }

    @Test
    void aDeletedOneStaysBehindItsSessions() {
        String task = task("Crater").get("id").asText();
        Map<String, String> on = Map.of("projectId", project, "taskId", task);
        String session =
                emil.api().post("/api/sessions/start", on).expect(201).json().get("id").asText();

        admin.api().delete(tasks + "/" + task).expect(204);

        assertThat(emil.api().get("/api/sessions/" + session).json().get("taskId").asText())
                .isEqualTo(task);
        emil.api().post("/api/sessions/" + session + "/switch", on).expect(400);
        admin.api().delete("/api/projects/" + project).expect(204);
        emil.api().get(tasks).expect(404);
        admin.api().post(tasks, Map.of("name", "Sea")).expect(404);
    }

    private List<String> actions() {
        return admin
                .api()
                .get("/api/audit?limit=200")
                .json()
                .get("items")
                .findValuesAsText("action")
                .stream()
                .filter(action -> action.startsWith("task."))
                .toList();
    }

    private JsonNode task(String name) {
        return admin.api().post(tasks, Map.of("name", name)).expect(201).json();
    }

    private String project() {
        return admin.api()
                .post("/api/projects", Map.of("name", "Moon"))
                .expect(201)
                .json()
                .get("id")
                .asText();
    }
}
