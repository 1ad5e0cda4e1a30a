package dev.astir.app.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An alert for each stretch of idle time at work, where that was decided. */
class IdleAlertTest extends AlertScene {

    private static final String JOB = "idle-detector";

    /** Case 12. */
    @Test
    void oneForAnHourThatIsClosedOnReturn() {
        decide(Map.of("idleAlerts", true));
        String session = start(emil);
        at(monday, "08:10");
        works(emil, session, 600);
        at(monday, "08:14:59");
        run(JOB);
        assertThat(alerts("idle")).isEmpty();

        at(monday, "08:15");
        for (int i = 0; i < 3; i++) {
            run(JOB);
        }
        at(monday, "09:10");
        run(JOB);

        JsonNode open = alert("idle");
        assertThat(open.get("userId").asText()).isEqualTo(emil.userId().toString());
        assertThat(open.get("userName").asText()).isEqualTo("Emil");
        assertThat(time(open, "/openedAt")).isEqualTo(instant(monday, "08:15"));
        assertThat(time(open, "/details/idleSince")).isEqualTo(instant(monday, "08:10"));
        assertThat(open.at("/details/limitSeconds").asInt()).isEqualTo(300);
        assertThat(open.get("closedAt").isNull()).isTrue();
        assertThat(open.get("waiting").asBoolean()).isTrue();

        at(monday, "09:20");
        works(emil, session, 600);
        run(JOB);

        JsonNode closed = alert("idle");
        assertThat(time(closed, "/closedAt")).isEqualTo(instant(monday, "09:20"));
        assertThat(closed.get("waiting").asBoolean()).isFalse();
        assertThat(closed.get("resolvedAt").isNull()).isTrue();
        assertThat(closed.get("message").asText()).isEqualTo("Away for 1 h 10 min");
    }

    @Test
    void threeStretchesAreThree() {
        decide(Map.of("idleAlerts", true));
        String session = start(emil);
        for (String hour : new String[] {"09", "10", "11"}) {
            at(monday, hour + ":00");
            works(emil, session, 60);
            run(JOB);
            at(monday, hour + ":30");
            run(JOB);
            run(JOB);
        }
        assertThat(alerts("idle")).hasSize(3);
        assertThat(alerts("idle&open=true")).hasSize(1);
    }

    @Test
    void noneWhereNobodyDecidedSo() {
        start(emil);
        at(monday, "09:00");
        run(JOB);
        assertThat(alerts("idle")).isEmpty();
    }

    @Test
    void aTeamDecidesForItsPeople() {
        Person mia = app().addUser(ada, Role.EMPLOYEE, "Mia");
        UUID red = TestTeams.create(ada, "Red");
        TestTeams.move(ada, mia, red);
        start(emil);
        start(mia);
        as(ada).put(
                        "/api/teams/" + red + "/alerts",
                        Map.of("idleAlerts", true, "idleAfterSeconds", 1_200))
                .expect(200);
        at(monday, "08:19:59");
        run(JOB);
        assertThat(alerts("idle")).isEmpty();

        at(monday, "08:20");
        run(JOB);
        assertThat(alert("idle").get("userName").asText()).isEqualTo("Mia");

        as(ada).put("/api/teams/" + red + "/alerts", Map.of()).expect(200);
        run(JOB);
        assertThat(alert("idle").get("closedAt").isNull()).isFalse();
    }

    @Test
    void aTeamDecidesToHaveNone() {
        decide(Map.of("idleAlerts", true));
        UUID red = TestTeams.create(ada, "Red");
        TestTeams.move(ada, emil, red);
        as(ada).put("/api/teams/" + red + "/alerts", Map.of("idleAlerts", false)).expect(200);
        start(emil);
        at(monday, "10:00");
        run(JOB);
        assertThat(alerts("idle")).isEmpty();
    }

    @Test
    void oneThatWasResolvedDoesNotOpenAgainForTheSameStretch() {
        decide(Map.of("idleAlerts", true));
        String session = start(emil);
        at(monday, "08:30");
        run(JOB);
        String id = alert("idle").get("id").asText();
        as(ada).post("/api/alerts/" + id + "/resolve", Map.of()).expect(200);
        at(monday, "09:00");
        run(JOB);
        assertThat(alert("idle").get("closedAt").isNull()).isTrue();

        at(monday, "09:30");
        works(emil, session, 60);
        run(JOB);
        at(monday, "10:00");
        run(JOB);
        assertThat(alerts("idle")).hasSize(2);
    }

    @Test
    void isOverWhenTheSessionIsStopped() {
        decide(Map.of("idleAlerts", true));
        String session = start(emil);
        at(monday, "08:30");
        run(JOB);
        as(emil).post("/api/sessions/" + session + "/stop").expect(200);
        at(monday, "08:31");
        run(JOB);
        assertThat(time(alert("idle"), "/closedAt")).isEqualTo(instant(monday, "08:31"));
    }

    @Test
    void isOverForSomebodyWhoIsSuspendedAndStaysInWhatWas() {
        decide(Map.of("idleAlerts", true));
        start(emil);
        at(monday, "08:30");
        run(JOB);
        at(monday, "08:40");
        as(ada).patch("/api/users/" + emil.userId(), Map.of("status", "suspended")).expect(200);

        assertThat(time(alert("idle"), "/closedAt")).isEqualTo(instant(monday, "08:40"));
        at(monday, "09:40");
        run(JOB);
        assertThat(alerts("idle")).hasSize(1);
    }
}
