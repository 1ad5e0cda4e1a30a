package dev.astir.app.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What organizations and teams decide about alerts, and what the policy tells of it. */
class TeamAlertsTest extends AppTest {

    private final Person ada = app().registerOrganization();
    private final Person tess = app().addUser(ada, Role.MANAGER, "Tess");
    private final Person ben = app().addUser(ada, Role.MANAGER, "Ben");
    private final Person mia = app().addUser(ada, Role.EMPLOYEE, "Mia");
    private final UUID red = TestTeams.create(ada, "Red", tess);
    private final UUID blue = TestTeams.create(ada, "Blue", ben);

    private JsonNode put(UUID team, Map<String, ?> limits) {
        return ada.api().put("/api/teams/" + team + "/alerts", limits).expect(200).json();
    }

    private JsonNode policy() {
        return mia.api().get("/api/policy").expect(200).json();
    }

    @Test
    void theDefaultsJudgeNobody() {
        JsonNode settings = ada.api().get("/api/organization").expect(200).json();

        assertThat(settings.get("idleAlerts").asBoolean()).isFalse();
        assertThat(settings.get("overtimeAlerts").asBoolean()).isTrue();
        assertThat(settings.get("weeklyOvertimeAfterSeconds").isNull()).isTrue();
        assertThat(settings.get("agentSilentAfterSeconds").asInt()).isEqualTo(259_200);
        assertThat(settings.get("clientSilentAfterSeconds").asInt()).isEqualTo(86_400);
        assertThat(settings.get("sessionForgottenAfterSeconds").asInt()).isEqualTo(14_400);
    }

    @Test
    void aLimitOfTheWeekCanBeTakenAway() {
        ada.api()
                .patch("/api/organization", Map.of("weeklyOvertimeAfterSeconds", 144_000))
                .expect(200);
        JsonNode other = ada.api().patch("/api/organization", Map.of("retentionDays", 99)).json();
        assertThat(other.get("weeklyOvertimeAfterSeconds").asInt()).isEqualTo(144_000);
        JsonNode none =
                ada.api()
                        .patch(
                                "/api/organization",
                                Collections.singletonMap("weeklyOvertimeAfterSeconds", null))
                        .expect(200)
                        .json();
        assertThat(none.get("weeklyOvertimeAfterSeconds").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "weeklyOvertimeAfterSeconds,3599",
        "weeklyOvertimeAfterSeconds,604801",
        "agentSilentAfterSeconds,3599",
        "agentSilentAfterSeconds,7776001",
        "clientSilentAfterSeconds,299",
        "sessionForgottenAfterSeconds,899",
        "sessionForgottenAfterSeconds,604801",
    })
    void namesWhatIsOutOfBounds(String field, int value) {
        JsonNode problem =
                ada.api().patch("/api/organization", Map.of(field, value)).expect(400).json();
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(problem.at("/errors/0/message").asText())
                .startsWith("must be ")
                .endsWith("but is \"" + value + "\"");
        if (!field.startsWith("client")) {
            ada.api().put("/api/teams/" + red + "/alerts", Map.of(field, value)).expect(400);
        }
    }

    @Test
    void aTeamsAreReadByItsManagersAndSetByAdministrators() {
        JsonNode set = put(red, Map.of("idleAlerts", true, "idleAfterSeconds", 600));
        assertThat(set.get("teamId").asText()).isEqualTo(red.toString());
        assertThat(set.get("idleAfterSeconds").asInt()).isEqualTo(600);
        assertThat(set.get("overtimeAfterSeconds").isNull()).isTrue();
        assertThat(set.at("/organization/idleAfterSeconds").asInt()).isEqualTo(300);
        String path = "/api/teams/" + red + "/alerts";
        assertThat(tess.api().get(path).expect(200).json()).isEqualTo(set);
        ben.api().get(path).expect(404);
        mia.api().get(path).expect(403);
        tess.api().put(path, Map.of()).expect(403);

        put(red, Map.of("idleAfterSeconds", 900));
        put(red, Map.of("idleAfterSeconds", 900));
        JsonNode trail =
                ada.api()
                        .get("/api/audit?action=team.alerts-changed")
                        .expect(200)
                        .json()
                        .get("items");
        assertThat(trail).hasSize(2);
        assertThat(trail.at("/0/details/team").asText()).isEqualTo("Red");
        assertThat(trail.at("/0/details/idleAfterSeconds/before").asInt()).isEqualTo(600);
        assertThat(trail.at("/0/details/idleAfterSeconds/after").asInt()).isEqualTo(900);
        assertThat(trail.at("/0/details/idleAlerts/after").isNull()).isTrue();
    }

    @Test
    void thePolicyTellsOfThemAndAsksWhoAgreedToLess() {
        mia.api()
                .post("/api/policy/acknowledge", Map.of("version", policy().get("version").asInt()))
                .expect(200);
        assertThat(policy().get("text").asText()).contains("No alert is made of your being away.");
        assertThat(policy().get("needsAcknowledgement").asBoolean()).isFalse();

        put(red, Map.of("idleAlerts", true));
        assertThat(policy().get("text").asText())
                .contains("In teams that decided so, an alert tells you and the managers");
        assertThat(policy().get("needsAcknowledgement").asBoolean()).isTrue();
        assertThat(policy().at("/settings/idleAlerts").asText()).isEqualTo("teams");

        ada.api().patch("/api/organization", Map.of("idleAlerts", true)).expect(200);
        assertThat(policy().get("text").asText())
                .contains("Unless your team decided otherwise, an alert tells you");
        int version = policy().get("version").asInt();
        put(blue, Map.of("idleAlerts", true));
        assertThat(policy().get("version").asInt()).as("it says so already").isEqualTo(version);

        ada.api().patch("/api/organization", Map.of("idleAlerts", false)).expect(200);
        ada.api().delete("/api/teams/" + red).expect(204);
        assertThat(policy().at("/settings/idleAlerts").asText()).isEqualTo("teams");
        ada.api().delete("/api/teams/" + blue).expect(204);
        assertThat(policy().at("/settings/idleAlerts").asText())
                .as("they ended, and what they decided with them")
                .isEqualTo("none");
        assertThat(policy().get("needsAcknowledgement").asBoolean()).isFalse();
    }
}
