package dev.astir.app.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.identity.Role;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrganizationTest extends AppTest {

    @Test
    void beginsWithTheDefaults() {
        JsonNode organization =
                app().registerOrganization().api().get("/api/organization").expect(200).json();

        assertThat(organization.get("idleAfterSeconds").asInt()).isEqualTo(300);
        assertThat(organization.get("overtimeAfterSeconds").asInt()).isEqualTo(32_400);
        assertThat(organization.get("captureTitles").asBoolean()).isFalse();
        assertThat(organization.get("introspection").asBoolean()).isFalse();
        assertThat(organization.get("idleAlerts").asBoolean()).isFalse();
    }

    @Test
    void changesWhatIsGivenAlone() {
        TestApp.Person admin = app().registerOrganization();

        admin.api()
                .patch("/api/organization", Map.of("idleAfterSeconds", 120, "captureTitles", true))
                .expect(200);

        JsonNode organization = admin.api().get("/api/organization").expect(200).json();
        assertThat(organization.get("idleAfterSeconds").asInt()).isEqualTo(120);
        assertThat(organization.get("captureTitles").asBoolean()).isTrue();
        assertThat(organization.get("planType").asText()).isEqualTo("standard");
        assertThat(organization.get("timeZone").asText()).isEqualTo("Europe/Berlin");
    }

    @Test
    void namesTheSettingThatCannotBe() {
        TestApp.Person admin = app().registerOrganization();

        assertThat(
                        admin.api()
                                .patch("/api/organization", Map.of("idleAfterSeconds", 1))
                                .expect(400)
                                .json()
                                .at("/errors/0/field")
                                .asText())
                .isEqualTo("idleAfterSeconds");
        admin.api().patch("/api/organization", Map.of("timeZone", "Nowhere")).expect(400);
        admin.api().patch("/api/organization", Map.of("name", "a\0b")).expect(400);
        admin.api().patch("/api/organization", Map.of("planType", " ")).expect(400);
    }

    @Test
    void thePlanIsTheOperatorsToSet() {
        TestApp.Person admin = app().registerOrganization();

        for (String plan : new String[] {"gold", "standard"}) {
            JsonNode problem =
                    admin.api()
                            .patch("/api/organization", Map.of("planType", plan, "name", "Richer"))
                            .expect(400)
                            .json();
            assertThat(problem.at("/errors/0/field").asText()).isEqualTo("planType");
            assertThat(problem.at("/errors/0/message").asText())
                    .isEqualTo("must be left to whoever operates Astir, but is \"" + plan + "\"");
        }
        JsonNode organization = admin.api().get("/api/organization").expect(200).json();
        assertThat(organization.get("planType").asText()).isEqualTo("standard");
        assertThat(organization.get("name").asText()).isNotEqualTo("Richer");
        // Whoever registers names none: what is beside the fields counts for nothing.
        JsonNode registered =
                app().api()
                        .post(
                                "/api/auth/register",
                                Map.of(
                                        "organizationName",
                                        "O",
                                        "timeZone",
                                        "UTC",
                                        "name",
                                        "N",
                                        "email",
                                        "plan@example.org",
                                        "password",
                                        TestApp.PASSWORD,
                                        "planType",
                                        "gold"))
                        .json();
        assertThat(registered.at("/user/id").isMissingNode()).isFalse();
        assertThat(
                        app().signIn("plan@example.org")
                                .api()
                                .get("/api/organization")
                                .json()
                                .get("planType")
                                .asText())
                .isEqualTo("standard");
    }

    @Test
    void onlyAdministratorsChangeSettings() {
        TestApp.Person admin = app().registerOrganization();
        TestApp.Person manager = app().addUser(admin, Role.MANAGER, "Mia Manager");

        JsonNode problem =
                manager.api()
                        .patch("/api/organization", Map.of("captureTitles", true))
                        .expect(403)
                        .json();

        assertThat(problem.get("type").asText()).isEqualTo("urn:astir:problem:forbidden");
    }

    @Test
    void listsThePeopleOfTheOwnOrganizationByName() {
        TestApp.Person admin = app().registerOrganization();
        app().registerOrganization();
        app().addUser(admin, Role.EMPLOYEE, "Zoe");
        app().addUser(admin, Role.MANAGER, "Bob");

        JsonNode all = admin.api().get("/api/users").expect(200).json();
        assertThat(all.get("items").findValuesAsText("name"))
                .containsExactly("Ada Admin", "Bob", "Zoe");
        assertThat(all.get("next").isNull()).isTrue();
        assertThat(all.toString()).doesNotContain("password");

        JsonNode first = admin.api().get("/api/users?limit=2").expect(200).json();
        JsonNode second =
                admin.api()
                        .get("/api/users?limit=2&after=" + first.get("next").asText())
                        .expect(200)
                        .json();
        assertThat(second.get("items").findValuesAsText("name")).containsExactly("Zoe");
    }

    @Test
    void employeesDoNotListPeople() {
        TestApp.Person admin = app().registerOrganization();

        app().addUser(admin, Role.EMPLOYEE, "Eve").api().get("/api/users").expect(403);
    }

    @Test
    void aSuspendedPersonIsOutAtOnce() {
        TestApp.Person admin = app().registerOrganization();
        TestApp.Person eve = app().addUser(admin, Role.EMPLOYEE, "Eve");
        eve.api().get("/api/auth/me").expect(200);

        admin.api().patch("/api/users/" + eve.userId(), Map.of("status", "suspended")).expect(200);

        eve.api().get("/api/auth/me").expect(401);
        app().api()
                .post("/api/auth/refresh", Map.of("refreshToken", eve.refreshToken()))
                .expect(401);
        app().api()
                .post("/api/auth/login", Map.of("email", eve.email(), "password", TestApp.PASSWORD))
                .expect(401);
    }

    @Test
    void aNewRoleCountsAtOnce() {
        TestApp.Person admin = app().registerOrganization();
        TestApp.Person eve = app().addUser(admin, Role.EMPLOYEE, "Eve");
        eve.api().get("/api/users").expect(403);

        admin.api().patch("/api/users/" + eve.userId(), Map.of("role", "manager")).expect(200);

        eve.api().get("/api/users").expect(200);
    }

    @Test
    void keepsTheLastAdministrator() {
        TestApp.Person admin = app().registerOrganization();
        String self = "/api/users/" + admin.userId();

        assertThat(
                        admin.api()
                                .patch(self, Map.of("role", "employee"))
                                .expect(409)
                                .json()
                                .get("type")
                                .asText())
                .isEqualTo("urn:astir:problem:last-administrator");

        app().addUser(admin, Role.ADMIN, "Ann");
        admin.api().patch(self, Map.of("role", "employee")).expect(200);
    }

    @Test
    void anotherOrganizationsPersonIsNobody() {
        TestApp.Person admin = app().registerOrganization();
        TestApp.Person stranger = app().registerOrganization();
        Map<String, String> change = Map.of("status", "suspended");

        String theirs =
                admin.api().patch("/api/users/" + stranger.userId(), change).expect(404).body();
        String nobodys =
                admin.api().patch("/api/users/" + UUID.randomUUID(), change).expect(404).body();

        assertThat(theirs).isEqualTo(nobodys);
        stranger.api().get("/api/auth/me").expect(200);
    }
}
