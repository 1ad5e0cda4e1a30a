package dev.astir.app.timesheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import dev.astir.app.timeline.TestSpans;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weeks on their way: who may take which step, and who sees them. */
class TimesheetTest extends WeekScene {

    @ParameterizedTest
    @CsvSource({
        // What is done in which state, and what comes of it.
        "draft,     submit,   submitted",
        "draft,     withdraw, 409",
        "draft,     approve,  409",
        "draft,     reject,   409",
        "draft,     reopen,   409",
        "submitted, submit,   409",
        "submitted, withdraw, draft",
        "submitted, approve,  approved",
        "submitted, reject,   rejected",
        "submitted, reopen,   409",
        "approved,  submit,   409",
        "approved,  withdraw, 409",
        "approved,  approve,  409",
        "approved,  reject,   409",
        "approved,  reopen,   draft",
        "rejected,  submit,   submitted",
        "rejected,  withdraw, 409",
        "rejected,  approve,  409",
        "rejected,  reject,   409",
        "rejected,  reopen,   409",
    })
    void eachStepLeadsFromItsStates(String state, String step, String outcome) {
        bring(state);

        Api.Answer answer = take(step);

        if (outcome.equals("409")) {
            JsonNode problem = answer.expect(409).json();
            assertThat(problem.get("type").asText()).endsWith("timesheet-state");
            assertThat(problem.get("state").asText()).isEqualTo(state);
            assertThat(problem.get("detail").asText()).contains("this one is " + state);
            assertThat(week().get("state").asText()).isEqualTo(state);
        } else {
            assertThat(answer.expect(200).json().get("state").asText()).isEqualTo(outcome);
            JsonNode last = week().get("history").get(0);
            assertThat(last.get("at").asText()).isNotEmpty();
            assertThat(last.get("byName").asText())
                    .isEqualTo(step.equals("submit") || step.equals("withdraw") ? "Eve" : "Max");
        }
    }

    @Test
    void aDecisionIsTold() {
        bring("rejected");
        JsonNode returned = week();
        assertThat(returned.get("reason").asText()).isEqualTo("Because");
        assertThat(returned.get("decidedByName").asText()).isEqualTo("Max");
        assertThat(returned.get("decidedAt").isNull()).isFalse();
        assertThat(returned.get("submittedAt").isNull()).isFalse();
        take("submit").expect(200);
        JsonNode again = week();
        assertThat(again.get("reason").isNull()).isTrue();
        assertThat(again.get("decidedAt").isNull()).isTrue();
        assertThat(again.get("history").findValuesAsText("action"))
                .containsExactly("submitted", "rejected", "submitted");

        take("approve").expect(200);
        take("reopen").expect(200);

        assertThat(actions()).contains("timesheet.submitted", "timesheet.rejected");
        assertThat(actions()).contains("timesheet.approved", "timesheet.reopened");
        for (Person reader : new Person[] {eve, max, ada}) {
            await().untilAsserted(() ->
                    assertThat(
                                    reader.api()
                                            .get("/api/activities?type=timesheet.approved")
                                            .expect(200)
                                            .json()
                                            .get("items"))
                            .hasSize(1));
        }
        String week = "week " + Weeks.name(MONDAY);
        assertThat(said(max, "timesheet.approved"))
                .containsExactly("Max approved %s of Eve".formatted(week));
        assertThat(said(max, "timesheet.submitted")).containsOnly("Eve sent " + week);
        Person bob = app().addUser(ada, Role.EMPLOYEE, "Bob");
        assertThat(
                        bob.api()
                                .get("/api/activities?type=timesheet.approved")
                                .expect(200)
                                .json()
                                .get("items"))
                .isEmpty();
    }

    private static List<String> said(Person reader, String type) {
        List<String> said = new ArrayList<>();
        reader.api()
                .get("/api/activities?type=" + type)
                .expect(200)
                .json()
                .get("items")
                .forEach(event -> said.add(event.get("message").asText()));
        return said;
    }

    @Test
    void oneOfTwoDecisionsAtOnceIsMade() throws Exception {
        Person dora = app().addUser(ada, Role.MANAGER, "Dora");
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                String path = path(MONDAY.minusWeeks(i));
                eve.api().post(path + "/submit").expect(200);
                List<Callable<Integer>> both =
                        List.of(
                                () -> max.api().post(path + "/approve").status(),
                                () ->
                                        dora.api()
                                                .post(path + "/reject", Map.of("reason", "No"))
                                                .status());
                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> each : executor.invokeAll(both)) {
                    statuses.add(each.get());
                }
                assertThat(statuses).containsExactlyInAnyOrder(200, 409);
                JsonNode week = eve.api().get(path).expect(200).json();
                assertThat(week.get("state").asText())
                        .isEqualTo(statuses.get(0) == 200 ? "approved" : "rejected");
                assertThat(week.get("history")).hasSize(2);
            }
        }
    }

    @Test
    void weeksAreForThoseWhoSeeThem() {
        bring("submitted");
        Person bob = app().addUser(ada, Role.EMPLOYEE, "Bob");
        Person tess = app().addUser(ada, Role.MANAGER, "Tess");
        TestTeams.create(ada, "Red", tess);
        bob.api().get(path(MONDAY)).expect(404);
        tess.api().get(path(MONDAY)).expect(404);
        tess.api().post(path(MONDAY) + "/approve").expect(404);
        assertThat(list(tess, "")).isEmpty();
        assertThat(list(bob, "")).isEmpty();
        bob.api().get("/api/timesheets?userId=" + eve.userId()).expect(404);
        bob.api().post(path(MONDAY) + "/approve").expect(403);
        max.api().post(path(MONDAY) + "/withdraw").expect(403);
        Person stranger = app().registerOrganization();
        for (String step : new String[] {"submit", "withdraw", "approve", "reject", "reopen"}) {
            stranger.api().post(path(MONDAY) + "/" + step, Map.of("reason", "Because")).expect(404);
        }
        stranger.api().get(path(MONDAY)).expect(404);

        JsonNode waiting = list(max, "?state=submitted");
        assertThat(waiting).hasSize(1);
        assertThat(waiting.get(0).get("name").asText()).isEqualTo("Eve");
        assertThat(waiting.get(0).get("mayDecide").asBoolean()).isTrue();
        assertThat(list(max, "?state=approved")).isEmpty();
        max.api().get(path(MONDAY)).expect(200);
        assertThat(week().get("mayDecide").asBoolean()).isFalse();
        assertThat(week().get("deciders").toString()).contains("Max");
        assertThat(
                        eve.api()
                                .get("/api/me/views")
                                .expect(200)
                                .json()
                                .get("items")
                                .findValuesAsText("what"))
                .contains("timesheet", "timesheets");
    }

    @Test
    void nobodyDecidesOfTheirOwnWeekUnlessNobodyElseCould() {
        String own = "/api/timesheets/%s/%s".formatted(max.userId(), MONDAY);
        max.api().post(own + "/submit").expect(200);
        assertThat(max.api().post(own + "/approve").expect(403).body()).contains("your-own-week");
        ada.api().post(own + "/approve").expect(200);

        Person alone = app().registerOrganization();
        String sole = "/api/timesheets/%s/%s".formatted(alone.userId(), MONDAY);
        alone.api().post(sole + "/submit").expect(200);
        assertThat(alone.api().get(sole).expect(200).json().get("mayDecide").asBoolean()).isTrue();
        alone.api().post(sole + "/approve").expect(200);
        app().addUser(alone, Role.ADMIN, "Second");
        assertThat(
                        alone.api()
                                .post(sole + "/reopen", Map.of("reason", "Because"))
                                .expect(403)
                                .body())
                .contains("your-own-week");
    }

    @Test
    void aWeekIsNamedByItsMondayOrItsNumber() {
        JsonNode byDate =
                eve.api()
                        .get("/api/timesheets/%s/2026-11-23".formatted(eve.userId()))
                        .expect(200)
                        .json();
        JsonNode byNumber =
                eve.api()
                        .get("/api/timesheets/%s/2026-W48".formatted(eve.userId()))
                        .expect(200)
                        .json();
        assertThat(byDate).isEqualTo(byNumber);
        assertThat(byDate.get("to").asText()).isEqualTo("2026-11-29");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-24", "2026-W54", "now", "1999-12-27", "2026-W1"})
    void anotherNameIsExplained(String name) {
        JsonNode problem =
                eve.api()
                        .get("/api/timesheets/%s/%s".formatted(eve.userId(), name))
                        .expect(400)
                        .json();
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("week");
        assertThat(problem.at("/errors/0/message").asText())
                .contains("a Monday such as 2026-11-23")
                .contains(name);
    }

    @Test
    void whatCannotBeIsRefused() {
        LocalDate next = LocalDate.now(BERLIN).plusWeeks(2);
        LocalDate monday = next.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        assertThat(eve.api().post(path(monday) + "/submit").expect(409).body())
                .contains("week-not-begun");
        bring("submitted");
        max.api().post(path(MONDAY) + "/reject", Map.of("reason", " ")).expect(400);
        max.api().post(path(MONDAY) + "/reject", Map.of("reason", "x".repeat(501))).expect(400);
        eve.api().get("/api/timesheets?from=2026-02-01&to=2026-01-01").expect(400);
        eve.api().get("/api/timesheets?after=here").expect(400);
        for (String day : List.of("%2B999999999-12-31", "-999999999-01-01", "1999-12-31")) {
            eve.api().get("/api/timesheets?from=" + day).expect(400);
            eve.api().get("/api/timesheets?to=" + day).expect(400);
        }
        eve.api().get("/api/timesheets?state=lost").expect(400);
    }

    @Test
    void aListGoesOnWhereThePageEnded() {
        for (int i = 0; i < 5; i++) {
            eve.api().post(path(MONDAY.minusWeeks(i)) + "/submit").expect(200);
        }
        TestSpans.active(desk, at(-7, 9, 0), at(-7, 10, 0), "vim");
        List<String> weeks = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page = max.api().get("/api/timesheets?limit=2" + next).expect(200).json();
            weeks.addAll(page.get("items").findValuesAsText("week"));
            next = page.get("next").isNull() ? null : "&after=" + page.get("next").asText();
        }
        assertThat(weeks)
                .containsExactly(
                        MONDAY.toString(),
                        MONDAY.minusWeeks(1).toString(),
                        MONDAY.minusWeeks(2).toString(),
                        MONDAY.minusWeeks(3).toString(),
                        MONDAY.minusWeeks(4).toString());
        assertThat(
                        list(max, "?from=%s&to=%s".formatted(MONDAY.minusDays(1), MONDAY))
                                .findValuesAsText("week"))
                .containsExactly(MONDAY.toString(), MONDAY.minusWeeks(1).toString());
    }

    private static JsonNode list(Person asking, String query) {
        return asking.api().get("/api/timesheets" + query).expect(200).json().get("items");
    }

    private List<String> actions() {
        return ada.api()
                .get("/api/audit?limit=200")
                .expect(200)
                .json()
                .get("items")
                .findValuesAsText("action");
    }
}
