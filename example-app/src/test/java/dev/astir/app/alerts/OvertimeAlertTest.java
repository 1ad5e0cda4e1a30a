package dev.astir.app.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.jobs.TestRuns;
import dev.astir.app.teams.TestTeams;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An alert for each day and week with more work than the limit, by the reports' figures. */
class OvertimeAlertTest extends AlertScene {

    private static final String JOB = "overtime";

    private void worked(String from, String to) {
        worked(emil, instant(monday, from), instant(monday, to));
    }

    /** Case 13, a day. */
    @Test
    void oneForALongDayHoweverOftenItIsLookedAt() {
        at(monday, "17:30");
        worked("08:00", "17:01");
        for (int i = 0; i < 3; i++) {
            run(JOB);
        }

        JsonNode alert = alert("overtime");
        assertThat(alert.get("userId").asText()).isEqualTo(emil.userId().toString());
        assertThat(alert.at("/details/period").asText()).isEqualTo("day");
        assertThat(alert.at("/details/day").asText()).isEqualTo(monday.toString());
        assertThat(alert.at("/details/limitSeconds").asInt()).isEqualTo(32_400);
        assertThat(alert.at("/details/workedSeconds").asInt()).isEqualTo(32_460);
        assertThat(alert.get("message").asText())
                .isEqualTo("Long day: 9 h 1 min of work, limit 9 h");
        assertThat(alert.get("closedAt").isNull()).isTrue();
    }

    /** Case 13, a night: two hours on one day, seven on the next. */
    @Test
    void noneForANightOfTwoDays() {
        LocalDate tuesday = monday.plusDays(1);
        at(tuesday, "07:30");
        worked(emil, instant(monday, "22:00"), instant(tuesday, "07:01"));
        run(JOB);
        assertThat(alerts("overtime")).isEmpty();
    }

    @Test
    void exactlyTheLimitIsNoOvertime() {
        at(monday, "17:30");
        worked("08:00", "17:00");
        run(JOB);
        assertThat(alerts("overtime")).isEmpty();
    }

    @Test
    void whatIsRunningCountsAndTheFigureFollowsTheReport() {
        start(emil);
        at(monday, "17:00:30");
        run(JOB);
        assertThat(alert("overtime").at("/details/workedSeconds").asInt()).isEqualTo(32_430);

        at(monday, "18:00");
        run(JOB);
        JsonNode report = as(emil).get("/api/reports/daily").expect(200).json();
        assertThat(alert("overtime").at("/details/workedSeconds"))
                .isEqualTo(report.get("totalWorkSeconds"));
        assertThat(report.get("totalWorkSeconds").asInt()).isEqualTo(36_000);
    }

    @Test
    void closesWithTheDayAndStaysWithWhoeverLooksAtIt() {
        at(monday, "18:00");
        worked("08:00", "18:00");
        run(JOB);
        at(monday.plusDays(1), "00:20");
        run(JOB);

        JsonNode alert = alert("overtime");
        assertThat(time(alert, "/closedAt")).isEqualTo(instant(monday.plusDays(1), "00:00"));
        assertThat(alert.get("waiting").asBoolean()).isTrue();
        assertThat(alerts("overtime&waiting=true")).hasSize(1);
    }

    /** Emil forgot to stop, and says so in the evening. */
    @Test
    void hoursThatWereCorrectedAreNoOvertimeAnyMore() {
        at(monday, "18:00");
        String session = worked(emil, instant(monday, "08:00"), instant(monday, "18:00"));
        run(JOB);
        at(monday, "18:30");
        endsAt(session, instant(monday, "16:00"));
        run(JOB);

        JsonNode alert = alert("overtime");
        assertThat(alert.at("/details/workedSeconds").asInt()).isEqualTo(28_800);
        assertThat(alert.get("message").asText())
                .isEqualTo("Not a long day any more: 8 h of work, limit 9 h");
        assertThat(time(alert, "/closedAt")).isEqualTo(instant(monday, "18:30"));
        assertThat(alert.get("waiting").asBoolean()).isFalse();
        assertThat(alerts("overtime&waiting=true")).isEmpty();
        assertThat(alerts("overtime&waiting=false")).hasSize(1);
        assertThat(as(ada).get("/api/alerts/news").json().get("items")).isEmpty();

        at(monday, "19:45");
        worked(emil, instant(monday, "18:30"), instant(monday, "19:45"));
        run(JOB);
        JsonNode again = alert("overtime");
        assertThat(again.at("/details/workedSeconds").asInt()).isEqualTo(33_300);
        assertThat(again.get("closedAt").isNull()).isTrue();
        assertThat(again.get("waiting").asBoolean()).isTrue();
    }

    /** Whoever resolves it afterwards finds what the reports say. */
    @Test
    void aDayOfLastWeekHasItsFigureUntilSomebodyResolvesIt() {
        at(monday, "18:00");
        String session = worked(emil, instant(monday, "08:00"), instant(monday, "18:00"));
        run(JOB);
        LocalDate friday = monday.plusDays(4);
        at(friday, "09:00");
        endsAt(session, instant(monday, "17:30"));
        run(JOB);
        JsonNode alert = alert("overtime");
        assertThat(alert.at("/details/workedSeconds").asInt()).isEqualTo(34_200);
        assertThat(time(alert, "/closedAt")).isEqualTo(instant(monday.plusDays(1), "00:00"));
        assertThat(alert.get("waiting").asBoolean()).isTrue();

        endsAt(session, instant(monday, "16:00"));
        run(JOB);
        assertThat(alert("overtime").get("waiting").asBoolean()).isFalse();

        String id = alert.get("id").asText();
        as(ada).post("/api/alerts/" + id + "/resolve", Map.of()).expect(200);
        endsAt(session, instant(monday, "18:00"));
        run(JOB);
        assertThat(alert("overtime").at("/details/workedSeconds").asInt()).isEqualTo(28_800);
    }

    /** A limit that is raised on Tuesday does not judge Monday. */
    @Test
    void isMeasuredByTheLimitThatItWasOpenedWith() {
        at(monday, "18:00");
        worked("08:00", "17:30");
        run(JOB);
        decide(Map.of("overtimeAfterSeconds", 36_000));
        worked("17:30", "17:45");
        run(JOB);

        JsonNode alert = alert("overtime");
        assertThat(alert.at("/details/workedSeconds").asInt()).isEqualTo(35_100);
        assertThat(alert.at("/details/limitSeconds").asInt()).isEqualTo(32_400);
        assertThat(alert.get("closedAt").isNull()).isTrue();
    }

    /** A correction by hand. */
    private void endsAt(String session, Instant end) {
        as(emil).patch(
                        "/api/sessions/" + session,
                        Map.of("endTime", end.toString(), "reason", "forgot to stop"))
                .expect(200);
    }

    @Test
    void yesterdayIsLookedAtForWhatCameLate() {
        run(JOB);
        at(monday.plusDays(1), "09:00");
        worked("08:00", "18:00");
        run(JOB);
        run(JOB);

        JsonNode alert = alert("overtime");
        assertThat(time(alert, "/openedAt")).isEqualTo(now());
        assertThat(time(alert, "/closedAt")).isEqualTo(now());
    }

    /** No node, or no database, for four days, and then for weeks. */
    @Test
    void afterAnOutageAllDaysSinceTheLastRunAreLookedAt() {
        decide(Map.of("weeklyOvertimeAfterSeconds", 35_000));
        TestRuns.succeeded(app(), JOB, instant(monday, "07:00"));
        at(monday, "18:00");
        worked("08:00", "18:00");
        LocalDate friday = monday.plusDays(4);
        at(friday, "09:00");
        run(JOB);
        assertThat(alerts("overtime").stream().map(alert -> alert.at("/details/period").asText()))
                .containsExactlyInAnyOrder("day", "week");

        TestRuns.succeeded(app(), JOB, now());
        worked(emil, instant(monday.plusDays(1), "08:00"), instant(monday.plusDays(1), "18:00"));
        run(JOB);
        assertThat(alerts("overtime")).as("Tuesday is no news without an outage").hasSize(2);

        at(monday.plusDays(40), "09:00");
        worked(emil, instant(friday, "10:00"), instant(friday, "20:00"));
        run(JOB);
        assertThat(alerts("overtime")).as("longer ago than two weeks").hasSize(2);
    }

    /** After an import, or at a customer's with thousands of people. */
    @Test
    void howeverManyDaysAreOutOfDate() {
        colleagues(400);
        at(monday, "17:30");
        worked("08:00", "17:01");
        run(JOB);
        assertThat(alert("overtime").get("userName").asText()).isEqualTo("Emil");
    }

    /** Whose yesterday is to be computed anew. */
    private void colleagues(int many) {
        sql(
                """
                WITH people AS (
                    INSERT INTO users (organization_id, id, name, email, password_hash, role, status,
                                       created_at, updated_at)
                    SELECT '%1$s', gen_random_uuid(), 'Person ' || i, i || '@%1$s.example', 'x',
                           'employee', 'active', now(), now()
                    FROM generate_series(1, %2$d) AS i
                    RETURNING id)
                INSERT INTO day_marks (organization_id, person_id, day)
                SELECT '%1$s', id, '%3$s' FROM people
                """
                        .formatted(ada.organizationId(), many, monday.minusDays(1)));
    }

    @Test
    void aWeekHasALimitOfItsOwn() {
        decide(Map.of("weeklyOvertimeAfterSeconds", 36_000));
        LocalDate thursday = monday.plusDays(3);
        for (int i = 0; i < 4; i++) {
            LocalDate day = monday.plusDays(i);
            at(day, "18:00");
            worked(emil, instant(day, "09:00"), instant(day, "11:30"));
            run(JOB);
        }
        assertThat(alerts("overtime")).as("ten hours by Thursday").isEmpty();

        at(thursday, "20:00");
        worked(emil, instant(thursday, "19:00"), instant(thursday, "19:30"));
        run(JOB);
        run(JOB);
        JsonNode alert = alert("overtime");
        assertThat(alert.at("/details/period").asText()).isEqualTo("week");
        assertThat(alert.at("/details/week").asText()).matches("\\d{4}-W\\d\\d");
        assertThat(alert.at("/details/from").asText()).isEqualTo(monday.toString());
        assertThat(alert.at("/details/workedSeconds").asInt()).isEqualTo(37_800);

        at(monday.plusDays(7), "00:10");
        run(JOB);
        assertThat(time(alert("overtime"), "/closedAt"))
                .isEqualTo(instant(monday.plusDays(7), "00:00"));
    }

    @Test
    void aTeamHasLimitsOfItsOwn() {
        Person mia = app().addUser(ada, Role.EMPLOYEE, "Mia");
        UUID red = TestTeams.create(ada, "Red");
        TestTeams.move(ada, mia, red);
        as(ada).put("/api/teams/" + red + "/alerts", Map.of("overtimeAfterSeconds", 3_600))
                .expect(200);
        at(monday, "11:00");
        worked("08:00", "10:00");
        worked(mia, instant(monday, "08:00"), instant(monday, "10:00"));
        run(JOB);
        assertThat(alert("overtime").get("userName").asText()).isEqualTo("Mia");

        as(ada).put("/api/teams/" + red + "/alerts", Map.of("overtimeAlerts", false)).expect(200);
        worked(mia, instant(monday, "10:00"), instant(monday, "10:30"));
        run(JOB);
        assertThat(alert("overtime").at("/details/workedSeconds").asInt()).isEqualTo(7_200);
    }

    @Test
    void canBeSwitchedOff() {
        decide(Map.of("overtimeAlerts", false));
        at(monday, "19:00");
        worked("08:00", "18:00");
        run(JOB);
        assertThat(alerts("overtime")).isEmpty();
        assertThat(List.of(as(emil).get("/api/policy").json().get("text").asText()))
                .allSatisfy(text -> assertThat(text).contains("No alert is made of long days"));
    }
}
