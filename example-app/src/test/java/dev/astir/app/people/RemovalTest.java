package dev.astir.app.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import dev.astir.app.tenancy.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Who is removed is out for good, and what they did stays theirs. */
class RemovalTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob Tanaka");

    @Test
    void whoIsRemovedIsOutWithEverythingTheyHold() {
        TestAgent.Enrolled desk = TestAgent.enrol(app(), bob);
        TestAgent agent = TestAgent.connect(app(), desk);
        agent.next("welcome");
        String enrolment =
                bob.api()
                        .post("/api/enrolment-tokens", Map.of())
                        .expect(201)
                        .json()
                        .get("token")
                        .asText();

        remove(bob).expect(204);

        assertThat(agent.closeCode()).isEqualTo(4009);
        bob.api().get("/api/auth/me").expect(401);
        app().api()
                .post("/api/auth/refresh", Map.of("refreshToken", bob.refreshToken()))
                .expect(401);
        app().api()
                .post("/api/auth/login", Map.of("email", bob.email(), "password", TestApp.PASSWORD))
                .expect(401);
        assertThat(app().api().post("/api/agents/policy", Map.of("token", enrolment)).status())
                .isGreaterThanOrEqualTo(400);
        assertThat(ids("/api/users")).containsExactly(admin.userId());
        assertThat(items("/api/agents")).isEmpty();
    }

    @Test
    void whatTheyDidStays() {
        String session =
                bob.api()
                        .post("/api/sessions/start", Map.of())
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();

        remove(bob).expect(204);

        List<JsonNode> sessions = items("/api/sessions?userId=" + bob.userId());
        assertThat(sessions).hasSize(1);
        assertThat(sessions.getFirst().get("id").asText()).isEqualTo(session);
        assertThat(sessions.getFirst().get("status").asText())
                .as("nobody else could stop it")
                .isEqualTo("stopped");
    }

    @Test
    void itIsForGood() {
        remove(bob).expect(204);

        remove(bob).expect(404);
        for (Map<String, String> change :
                List.of(Map.of("status", "active"), Map.of("role", "admin"))) {
            admin.api().patch("/api/users/" + bob.userId(), change).expect(404);
        }
        Person mia = app().addUser(admin, Role.MANAGER, "Mia");
        assertThat(
                        admin.api()
                                .patch("/api/users/" + mia.userId(), Map.of("status", "removed"))
                                .expect(400)
                                .body())
                .contains("must be active or suspended");
    }

    @Test
    void theirEmailComesInAgainAsSomebodyElse() {
        remove(bob).expect(204);

        String url =
                admin.api()
                        .post("/api/invitations", Map.of("email", bob.email(), "role", "manager"))
                        .expect(201)
                        .json()
                        .get("url")
                        .asText();
        JsonNode back =
                app().api()
                        .post(
                                "/api/auth/accept-invitation",
                                Map.of(
                                        "token",
                                        url.substring(url.indexOf('=') + 1),
                                        "name",
                                        "Bob again",
                                        "password",
                                        TestApp.PASSWORD))
                        .expect(200)
                        .json();

        assertThat(back.at("/user/id").asText()).isNotEqualTo(bob.userId().toString());
        assertThat(app().signIn(bob.email()).userId())
                .isEqualTo(UUID.fromString(back.at("/user/id").asText()));
    }

    @Test
    void somebodyAdministersTheOrganization() {
        assertThat(remove(admin).expect(409).json().get("type").asText())
                .isEqualTo("urn:astir:problem:last-administrator");
        Person other = app().addUser(admin, Role.ADMIN, "Otto");

        remove(admin).expect(204);

        assertThat(other.api().get("/api/users").expect(200).json().get("items")).hasSize(2);
    }

    @Test
    void whoManagedATeamManagesNone() {
        Person mia = app().addUser(admin, Role.MANAGER, "Mia");
        UUID team = TestTeams.create(admin, "Platform", mia);
        TestTeams.move(admin, bob, team);
        TestTeams.move(admin, mia, team);

        remove(mia).expect(204);

        JsonNode left = admin.api().get("/api/teams/" + team).expect(200).json();
        assertThat(left.get("managerIds")).isEmpty();
        assertThat(left.get("memberCount").asInt()).isEqualTo(1);
        admin.api()
                .put(
                        "/api/teams/" + team,
                        Map.of("name", "Platform", "managerIds", List.of(mia.userId())))
                .expect(400);
    }

    @Test
    void whoIsInvitedIntoATeamIsInIt() {
        Person mia = app().addUser(admin, Role.MANAGER, "Mia");
        UUID team = TestTeams.create(admin, "Platform", mia);
        String url =
                admin.api()
                        .post(
                                "/api/invitations",
                                Map.of(
                                        "email",
                                        "lena@example.org",
                                        "role",
                                        "employee",
                                        "teamId",
                                        team))
                        .expect(201)
                        .json()
                        .get("url")
                        .asText();
        UUID lena =
                UUID.fromString(
                        app().api()
                                .post(
                                        "/api/auth/accept-invitation",
                                        Map.of(
                                                "token",
                                                url.substring(url.indexOf('=') + 1),
                                                "name",
                                                "Lena",
                                                "password",
                                                TestApp.PASSWORD))
                                .expect(200)
                                .json()
                                .at("/user/id")
                                .asText());

        mia.api().get("/api/sessions?userId=" + lena).expect(200);
        mia.api().get("/api/sessions?userId=" + bob.userId()).expect(404);
        admin.api()
                .post(
                        "/api/invitations",
                        Map.of(
                                "email",
                                "x@example.org",
                                "role",
                                "employee",
                                "teamId",
                                UUID.randomUUID()))
                .expect(400);
    }

    @Test
    void theTrailTellsWhoDidIt() {
        remove(bob).expect(204);

        assertThat(entry())
                .isEqualTo(
                        "%s %s {\"name\": \"Bob Tanaka\", \"role\": \"employee\"}"
                                .formatted(admin.userId(), bob.userId()));
    }

    private Api.Answer remove(Person person) {
        return admin.api().delete("/api/users/" + person.userId());
    }

    private List<JsonNode> items(String path) {
        return StreamSupport.stream(
                        admin.api().get(path).expect(200).json().get("items").spliterator(), false)
                .toList();
    }

    private List<UUID> ids(String path) {
        return items(path).stream().map(item -> UUID.fromString(item.get("id").asText())).toList();
    }

    private String entry() {
        Transactions transactions = app().bean(Transactions.class);
        return transactions.inOrganization(
                admin.organizationId(),
                () -> {
                    try (Statement statement = transactions.connection().createStatement();
                            ResultSet row =
                                    statement.executeQuery(
                                            "SELECT actor_id || ' ' || person_id || ' ' || details"
                                                    + " FROM audit_entries"
                                                    + " WHERE action = 'person.removed'")) {
                        assertThat(row.next()).isTrue();
                        return row.getString(1);
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                });
    }
}
