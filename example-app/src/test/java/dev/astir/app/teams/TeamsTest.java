package dev.astir.app.teams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Teams, their managers and their people. */
class TeamsTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final Person mia = app().addUser(admin, Role.MANAGER, "Mia");
    private final Person eve = app().addUser(admin, Role.EMPLOYEE, "Eve");

    @Test
    void hasANameManagersAndPeople() {
        JsonNode made =
                admin.api()
                        .post("/api/teams", TestTeams.body(" Platform ", mia, admin, mia))
                        .expect(201)
                        .json();

        assertThat(made.get("name").asText()).isEqualTo("Platform");
        assertThat(ids(made)).containsExactlyInAnyOrder(mia.userId(), admin.userId());
        assertThat(made.get("memberCount").asInt()).isZero();
        String path = "/api/teams/" + made.get("id").asText();
        assertThat(admin.api().get(path).expect(200).json()).isEqualTo(made);

        UUID team = UUID.fromString(made.get("id").asText());
        TestTeams.move(admin, eve, team);
        assertThat(admin.api().get(path).json().get("memberCount").asInt()).isEqualTo(1);
        TestTeams.manage(admin, team, "Platform team", mia);
        JsonNode changed = admin.api().get("/api/teams").expect(200).json().get("items").get(0);
        assertThat(changed.get("name").asText()).isEqualTo("Platform team");
        assertThat(ids(changed)).containsExactly(mia.userId());
    }

    @Test
    void aNameIsTakenOnceWhateverItsCase() {
        TestTeams.create(admin, "Platform");
        UUID support = TestTeams.create(admin, "Support");

        for (JsonNode problem :
                List.of(
                        admin.api()
                                .post("/api/teams", TestTeams.body("PLATFORM"))
                                .expect(409)
                                .json(),
                        admin.api()
                                .put("/api/teams/" + support, TestTeams.body("platform"))
                                .expect(409)
                                .json())) {
            assertThat(problem.get("type").asText()).endsWith(":team-name-taken");
        }
        // Its own name is no other team's; and elsewhere there may be one of the same name.
        TestTeams.manage(admin, support, "SUPPORT");
        TestTeams.create(app().registerOrganization(), "Platform");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"managerIds\":[]}",
                "{\"name\":\" \",\"managerIds\":[]}",
                "{\"name\":\"two\\nlines\",\"managerIds\":[]}",
                "{\"name\":\"right\\u202eleft\",\"managerIds\":[]}"
            })
    void refusesAName(String body) {
        JsonNode problem = admin.api().post("/api/teams", body).expect(400).json();

        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("name");
    }

    @Test
    void namesWhoMayNotManage() {
        Person stranger = app().registerOrganization();
        for (Person somebody : List.of(eve, stranger)) {
            JsonNode problem =
                    admin.api()
                            .post("/api/teams", TestTeams.body("Platform", mia, somebody))
                            .expect(400)
                            .json();
            assertThat(problem.at("/errors/0/field").asText()).isEqualTo("managerIds[1]");
            assertThat(problem.at("/errors/0/message").asText())
                    .contains("must be a manager or an administrator of the organization, but is")
                    .contains(somebody.userId().toString());
        }
        for (String ids : List.of("null", "[null]", "[\"x\"]", "\"" + mia.userId() + "\"")) {
            admin.api()
                    .post("/api/teams", "{\"name\":\"P\",\"managerIds\":" + ids + "}")
                    .expect(400);
        }
    }

    @Test
    void aPersonIsInOneTeamOrNone() {
        UUID platform = TestTeams.create(admin, "Platform");
        UUID support = TestTeams.create(admin, "Support");
        String path = "/api/users/" + eve.userId();

        TestTeams.move(admin, eve, platform);
        TestTeams.move(admin, eve, support);
        // What is absent stays; null takes out.
        assertThat(
                        admin.api()
                                .patch(path, Map.of("timeZone", "Asia/Tokyo"))
                                .expect(200)
                                .json()
                                .get("teamId")
                                .asText())
                .isEqualTo(support.toString());
        assertThat(
                        admin.api()
                                .patch(path, "{\"teamId\":null}")
                                .expect(200)
                                .json()
                                .get("teamId")
                                .isNull())
                .isTrue();

        UUID elsewhere = TestTeams.create(app().registerOrganization(), "Platform");
        for (String other : List.of("\"" + elsewhere + "\"", "\"1-2-3-4-5\"", "7", "{}", "[]")) {
            JsonNode problem =
                    admin.api().patch(path, "{\"teamId\":" + other + "}").expect(400).json();
            assertThat(problem.at("/errors/0/field").asText()).isEqualTo("teamId");
        }
    }

    @Test
    void whoseTeamIsDeletedIsInNone() {
        UUID platform = TestTeams.create(admin, "Platform", mia);
        TestTeams.move(admin, eve, platform);

        admin.api().delete("/api/teams/" + platform).expect(204);

        admin.api().delete("/api/teams/" + platform).expect(404);
        assertThat(person(eve).get("teamId").isNull()).isTrue();
        assertThat(admin.api().get("/api/teams").json().get("items")).isEmpty();
    }

    @Test
    void whoBecomesAnEmployeeManagesNothingAnyMore() {
        UUID platform = TestTeams.create(admin, "Platform", mia);
        String path = "/api/users/" + mia.userId();

        admin.api().patch(path, Map.of("role", "admin")).expect(200);
        assertThat(ids(admin.api().get("/api/teams/" + platform).json())).hasSize(1);
        admin.api().patch(path, Map.of("role", "employee")).expect(200);
        assertThat(ids(admin.api().get("/api/teams/" + platform).json())).isEmpty();
        admin.api().patch(path, Map.of("role", "manager")).expect(200);
        assertThat(ids(admin.api().get("/api/teams/" + platform).json())).isEmpty();
    }

    @Test
    void aManagerSeesHerTeamsAndOneWithoutAll() {
        Person max = app().addUser(admin, Role.MANAGER, "Max");
        UUID platform = TestTeams.create(admin, "Platform", mia);
        UUID support = TestTeams.create(admin, "Support");

        assertThat(names(mia)).containsExactly("Platform");
        assertThat(names(max)).containsExactly("Platform", "Support");
        mia.api().get("/api/teams/" + platform).expect(200);
        mia.api().get("/api/teams/" + support).expect(404);
        max.api().get("/api/teams/" + support).expect(200);
        JsonNode first = admin.api().get("/api/teams?limit=1").expect(200).json();
        assertThat(
                        admin.api()
                                .get("/api/teams?after=" + first.get("next").asText())
                                .json()
                                .at("/items/0/name")
                                .asText())
                .isEqualTo("Support");
    }

    @Test
    void everyChangeIsInTheTrail() {
        UUID platform = TestTeams.create(admin, "Platform", mia);
        TestTeams.move(admin, eve, platform);
        TestTeams.move(admin, eve, platform);
        TestTeams.manage(admin, platform, "Platform", mia);
        TestTeams.manage(admin, platform, "Ground");
        admin.api().delete("/api/teams/" + platform).expect(204);

        assertThat(trail())
                .containsExactly(
                        "organization.created " + admin.userId(),
                        "team.created null",
                        "person.changed " + eve.userId(),
                        "team.changed null",
                        "team.deleted null");
    }

    private List<String> trail() {
        return app().bean(Transactions.class)
                .inOrganization(
                        admin.organizationId(),
                        () ->
                                app().bean(JdbcOperations.class)
                                        .prepareStatement(
                                                "SELECT action, person_id FROM audit_entries"
                                                        + " WHERE actor_id = '%s' AND kind = 'change'"
                                                                .formatted(admin.userId())
                                                        + " ORDER BY at",
                                                statement -> {
                                                    List<String> found = new ArrayList<>();
                                                    try (ResultSet rows =
                                                            statement.executeQuery()) {
                                                        while (rows.next()) {
                                                            found.add(
                                                                    rows.getString(1)
                                                                            + " "
                                                                            + rows.getString(2));
                                                        }
                                                    }
                                                    return found;
                                                }));
    }

    private JsonNode person(Person who) {
        return StreamSupport.stream(
                        admin.api().get("/api/users").json().get("items").spliterator(), false)
                .filter(person -> person.get("id").asText().equals(who.userId().toString()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(Person caller) {
        return caller.api()
                .get("/api/teams")
                .expect(200)
                .json()
                .get("items")
                .findValuesAsText("name");
    }

    private static List<UUID> ids(JsonNode team) {
        return StreamSupport.stream(team.get("managerIds").spliterator(), false)
                .map(id -> UUID.fromString(id.asText()))
                .toList();
    }
}
