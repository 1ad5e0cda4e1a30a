package dev.astir.app.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.tenancy.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An alert for a session that was left running over night. */
class ForgottenSessionTest extends AlertScene {

    private static final String JOB = "forgotten-sessions";

    /** Case 19. */
    @Test
    void aManagerStopsItAtItsLastActivityAndThePersonIsTold() {
        String session = start(emil);
        at(monday, "18:20");
        works(emil, session, 600);
        at(monday, "23:59");
        run(JOB);
        assertThat(alerts("session-forgotten")).as("before midnight").isEmpty();

        at(monday.plusDays(1), "00:05");
        run(JOB);
        run(JOB);
        JsonNode open = alert("session-forgotten");
        assertThat(open.get("sessionId").asText()).isEqualTo(session);
        assertThat(open.at("/details/limitSeconds").asInt()).isEqualTo(14_400);
        assertThat(time(open, "/details/idleSince")).isEqualTo(instant(monday, "18:20"));
        String id = open.get("id").asText();

        at(monday.plusDays(1), "09:00");
        as(ada).post("/api/sessions/" + session + "/stop", Map.of("reason", "Left at 18:20"))
                .expect(200);

        JsonNode told = as(emil).get("/api/alerts/" + id).expect(200).json();
        assertThat(time(told, "/closedAt")).isEqualTo(instant(monday.plusDays(1), "09:00"));
        assertThat(told.get("waiting").asBoolean()).isTrue();
        List<String> kinds = told.get("story").findValuesAsText("kind");
        assertThat(kinds).containsExactly("opened", "told", "corrected", "closed");
        JsonNode corrected = told.at("/story/2");
        assertThat(corrected.get("text").asText()).isEqualTo("Left at 18:20");
        assertThat(corrected.get("by").asText()).isEqualTo(ada.userId().toString());
        assertThat(corrected.at("/before/endTime").isNull()).isTrue();
        assertThat(time(corrected, "/after/endTime")).isEqualTo(instant(monday, "18:20"));
        run(JOB);
        assertThat(alerts("session-forgotten")).hasSize(1);
    }

    /** The job found it running, and it was stopped before the alert was there. */
    @Test
    void oneThatWasStoppedMeanwhileIsClosedByTheNextRun() {
        UUID session = UUID.fromString(start(emil));
        at(monday.plusDays(1), "06:00");
        as(emil).post("/api/sessions/" + session + "/stop", Map.of()).expect(200);
        app().bean(Transactions.class)
                .inOrganization(
                        emil.organizationId(),
                        () ->
                                app().bean(AlertBook.class)
                                        .open(
                                                emil.organizationId(),
                                                new AlertBook.Finding(
                                                        AlertType.SESSION_FORGOTTEN,
                                                        session.toString(),
                                                        emil.userId(),
                                                        Instant.EPOCH,
                                                        session,
                                                        null,
                                                        null,
                                                        Map.of(
                                                                "idleSince",
                                                                instant(monday, "08:00").toString(),
                                                                "limitSeconds",
                                                                14_400))));
        assertThat(alert("session-forgotten").get("closedAt").isNull()).isTrue();

        at(monday.plusDays(1), "06:15");
        run(JOB);
        assertThat(time(alert("session-forgotten"), "/closedAt")).isEqualTo(now());
    }

    @Test
    void whoeverWorksOverMidnightForgotNothing() {
        String session = start(emil);
        at(monday, "23:00");
        works(emil, session, 600);
        at(monday.plusDays(1), "00:30");
        run(JOB);
        assertThat(alerts("session-forgotten")).isEmpty();

        at(monday.plusDays(1), "03:00");
        run(JOB);
        assertThat(alerts("session-forgotten")).hasSize(1);
    }

    @Test
    void aMidnightIsThePersons() {
        as(ada).patch("/api/users/" + emil.userId(), Map.of("timeZone", "America/New_York"))
                .expect(200);
        start(emil);
        at(monday.plusDays(1), "01:00");
        run(JOB);
        assertThat(alerts("session-forgotten")).as("seven in the evening").isEmpty();
        at(monday.plusDays(1), "06:01");
        run(JOB);
        assertThat(alerts("session-forgotten")).hasSize(1);
    }
}
