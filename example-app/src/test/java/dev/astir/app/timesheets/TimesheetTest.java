package dev.astir.app.timesheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.days.ClosedWeeks;
import dev.astir.app.devices.Device;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.timeline.TestSpans;
import dev.astir.app.web.ProblemException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weeks on their way: who may take which step, and what an approved one keeps out. */
class TimesheetTest extends AppTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** A Monday some weeks ago. */
    private static final LocalDate MONDAY =
            LocalDate.now(BERLIN)
                    .minusWeeks(4)
                    .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));

    private final Person ada = app().registerOrganization();
    private final Person max = app().addUser(ada, Role.MANAGER, "Max");
    private final Person eve = app().addUser(ada, Role.EMPLOYEE, "Eve");
    private final Device desk = TestSpans.device(eve);

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
        Person bob = app().addUser(ada, Role.EMPLOYEE, "Bob");
        assertThat(
                        bob.api()
                                .get("/api/activities?type=timesheet.approved")
                                .expect(200)
                                .json()
                                .get("items"))
                .isEmpty();
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
    void aCorrectionUnderWayIsMadeBeforeAWeekIsClosedAndALaterOneRefused() throws Exception {
        bring("submitted");
        Transactions transactions = app().bean(Transactions.class);
        ClosedWeeks closed = app().bean(ClosedWeeks.class);
        Instant noon = at(1, 12, 0);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> correction =
                    executor.submit(() ->
                            transactions.inOrganization(
                                    eve.organizationId(),
                                    () -> {
                                        closed.requireOpen(
                                                eve.organizationId(),
                                                eve.userId(),
                                                noon,
                                                noon.plusSeconds(60));
                                        begun.countDown();
                                        hold(goOn);
                                    }));
            begun.await();
            Future<Integer> approval = executor.submit(() -> take("approve").status());
            await().until(() -> waiting() > 0);
            assertThat(approval.isDone()).isFalse();
            assertThat(week().get("state").asText()).isEqualTo("submitted");
            goOn.countDown();
            correction.get();
            assertThat(approval.get()).isEqualTo(200);
        }

        assertThatThrownBy(() ->
                        transactions.inOrganization(
                                eve.organizationId(),
                                () ->
                                        closed.requireOpen(
                                                eve.organizationId(),
                                                eve.userId(),
                                                noon,
                                                noon.plusSeconds(60))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(MONDAY.toString());
        transactions.inOrganization(
                eve.organizationId(),
                () ->
                        closed.requireOpen(
                                eve.organizationId(), eve.userId(), at(7, 0, 0), at(7, 1, 0)));
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long waiting() {
        return Rows.count(eve, "SELECT count(*) FROM pg_locks WHERE NOT granted");
    }

    @Test
    void whatComesLateIsKeptAsideAndCountsWhenTheWeekIsReopened() {
        Instant nine = at(1, 9, 0);
        UUID session = TestSpans.session(eve, nine, nine.plusSeconds(7_200));
        TestSpans.active(desk, nine, nine.plusSeconds(600), "vim");
        post(session, nine.plusSeconds(600), 300).expect(201);
        bring("approved");
        assertThat(week().get("activeSeconds").asLong()).isEqualTo(900);
        JsonNode before = sessionOf(session);

        // By both ways, and one that only begins before the week.
        TestSpans.active(desk, nine.plusSeconds(1_800), nine.plusSeconds(2_400), "late");
        TestSpans.active(desk, at(0, 0, -10), at(0, 0, 10), "late");
        post(session, nine.plusSeconds(3_600), 120).expect(201);
        post(session, nine.plusSeconds(3_600), 120).expect(201);
        TestSpans.active(desk, at(7, 8, 0), at(7, 9, 0), "next week");

        assertThat(sessionOf(session)).isEqualTo(before);
        assertThat(
                        eve.api()
                                .patch(
                                        "/api/sessions/" + session,
                                        Map.of(
                                                "endTime",
                                                nine.plusSeconds(7_000).toString(),
                                                "reason",
                                                "Lunch"))
                                .expect(409)
                                .body())
                .contains("week-closed", MONDAY.toString());
        JsonNode closed = week();
        assertThat(closed.get("activeSeconds").asLong()).isEqualTo(900);
        assertThat(closed.at("/keptAside/count").asLong()).isEqualTo(4);
        assertThat(closed.at("/keptAside/seconds").asLong()).isEqualTo(600 + 1_200 + 120);
        assertThat(activeOf(1)).isEqualTo(900);
        assertThat(activeOf(7)).isEqualTo(3_600);
        assertThat(timeline(1).get("keptAside")).hasSize(3);
        assertThat(timeline(1).findValuesAsText("appName")).contains("late");
        assertThat(timeline(1).at("/totals/activeSeconds").asLong()).isEqualTo(900);

        take("reopen").expect(200);

        JsonNode open = week();
        assertThat(open.at("/keptAside/count").asLong()).isZero();
        assertThat(open.get("activeSeconds").asLong()).isEqualTo(900 + 600 + 120 + 600);
        assertThat(activeOf(1)).isEqualTo(900 + 600 + 120);
        assertThat(activeOf(-1)).isEqualTo(600);
        assertThat(timeline(1).get("keptAside")).isEmpty();
        JsonNode after = sessionOf(session);
        // Two posts at the same time are two posts, as in an open week.
        assertThat(after.get("totalActiveSeconds").asLong()).isEqualTo(900 + 600 + 240);
        assertThat(actions()).contains("timesheet.reopened");
    }

    /** What is being stored when a week is closed or opened is on one side of that, not on both. */
    @Test
    void uploadsAtTheSameMomentAreCountedOrKeptAside() throws Exception {
        Instant start = at(0, 8, 0);
        int uploaded = 0;
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 8; round++) {
                take("submit").expect(200);
                List<Future<?>> uploads = upload(executor, start, uploaded);
                uploaded += UPLOADS;
                long approved = take("approve").expect(200).json().get("activeSeconds").asLong();
                for (Future<?> each : uploads) {
                    each.get();
                }
                JsonNode closed = week();
                assertThat(closed.get("activeSeconds").asLong()).isEqualTo(approved);
                assertThat(approved + closed.at("/keptAside/seconds").asLong())
                        .isEqualTo(uploaded * 60L);

                uploads = upload(executor, start, uploaded);
                uploaded += UPLOADS;
                take("reopen").expect(200);
                for (Future<?> each : uploads) {
                    each.get();
                }
                JsonNode open = week();
                assertThat(open.at("/keptAside/count").asLong()).isZero();
                assertThat(open.get("activeSeconds").asLong()).isEqualTo(uploaded * 60L);
            }
        }
    }

    private static final int UPLOADS = 6;

    private List<Future<?>> upload(ExecutorService executor, Instant start, int first) {
        List<Future<?>> uploads = new ArrayList<>();
        for (int i = 0; i < UPLOADS; i++) {
            Instant from = start.plusSeconds(60L * (first + i));
            uploads.add(
                    executor.submit(
                            () -> TestSpans.active(desk, from, from.plusSeconds(60), "vim")));
        }
        return uploads;
    }

    @Test
    void rowsAndColumnsAddUp() {
        UUID[] projects = {project("Astir core"), project("Planning"), null};
        long[] millis = {3_333_400, 1_700_499, 2_345_600, 61_499, 500, 499, 86_400};
        for (int day = 0; day < 7; day++) {
            Instant start = at(day, 8, 0);
            for (int i = 0; i < projects.length; i++) {
                Instant from = start.plusSeconds(7_200L * i);
                Instant to = from.plusMillis(millis[(day + i) % millis.length]);
                UUID session = TestSpans.session(eve, from, to);
                if (projects[i] != null) {
                    TestSpans.execute(
                            eve,
                            "UPDATE work_sessions SET project_id = '%s' WHERE id = '%s'"
                                    .formatted(projects[i], session));
                }
                TestSpans.active(desk, from, to, "vim");
            }
        }

        JsonNode week = week();

        JsonNode rows = week.get("projects");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).get("name").asText()).isEqualTo("Astir core");
        assertThat(rows.get(2).get("projectId").isNull()).isTrue();
        long[] columns = new long[7];
        long total = 0;
        for (JsonNode row : rows) {
            long sum = 0;
            for (int day = 0; day < 7; day++) {
                long cell = row.get("seconds").get(day).asLong();
                assertThat(cell).isNotNegative();
                columns[day] += cell;
                sum += cell;
            }
            assertThat(row.get("total").asLong()).isEqualTo(sum);
            total += sum;
        }
        long exact = 0;
        for (int day = 0; day < 7; day++) {
            assertThat(week.get("days").get(day).get("activeSeconds").asLong())
                    .isEqualTo(columns[day]);
            for (int i = 0; i < 3; i++) {
                exact += millis[(day + i) % millis.length];
            }
        }
        assertThat(week.at("/totals/activeSeconds").asLong()).isEqualTo(total);
        assertThat(week.get("activeSeconds").asLong()).isEqualTo(total);
        assertThat(total).isEqualTo((exact + 500) / 1_000);
        assertThat(week.get("withoutProject")).isNotEmpty();
        JsonNode listed = list(eve, "?userId=" + eve.userId()).get(0);
        assertThat(listed.get("week").asText()).isEqualTo(MONDAY.toString());
        assertThat(listed.get("activeSeconds").asLong()).isEqualTo(total);
        assertThat(listed.get("state").asText()).isEqualTo("draft");
    }

    @Test
    void undecidedTimeAndCorrectionsAreShownAndDoNotBlock() {
        Instant nine = at(2, 9, 0);
        UUID session = TestSpans.session(eve, nine, nine.plusSeconds(7_200));
        TestSpans.active(desk, nine, nine.plusSeconds(600), "vim");
        TestSpans.idle(desk, nine.plusSeconds(600), nine.plusSeconds(2_760));
        TestSpans.execute(
                eve,
                """
                INSERT INTO session_corrections (organization_id, id, person_id, session_id,
                    corrected_by, corrected_at, reason, after)
                VALUES ('%s', gen_random_uuid(), '%s', '%s', '%s', now(), 'Forgot', '{}')
                """
                        .formatted(eve.organizationId(), eve.userId(), session, eve.userId()));

        JsonNode week = week();

        assertThat(week.at("/undecided/0/seconds").asLong()).isEqualTo(2_160);
        assertThat(week.at("/undecided/0/date").asText()).isEqualTo(MONDAY.plusDays(2).toString());
        assertThat(week.at("/corrections/0/date").asText())
                .isEqualTo(MONDAY.plusDays(2).toString());
        assertThat(week.at("/corrections/0/byName").asText()).isEqualTo("Eve");
        assertThat(week.at("/withoutProject/0/seconds").asLong()).isEqualTo(600);
        take("submit").expect(200);
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

    @Test
    void aNightShiftIsClosedWithItsWeek() {
        ada.api().patch("/api/organization", Map.of("nightShiftsBelongToStart", true)).expect(200);
        Instant ten = at(6, 22, 0);
        TestSpans.session(eve, ten, at(7, 6, 0));
        TestSpans.active(desk, ten, at(7, 6, 0), "vim");
        bring("approved");
        assertThat(week().get("activeSeconds").asLong()).isEqualTo(28_800);

        TestSpans.active(TestSpans.device(eve), at(7, 5, 0), at(7, 5, 30), "late");
        TestSpans.active(desk, at(7, 6, 0), at(7, 7, 0), "next week");

        assertThat(week().at("/keptAside/count").asLong()).isEqualTo(1);
        assertThat(activeOf(7)).isEqualTo(3_600);
    }

    @Test
    void anApprovedWeekStaysAsItWasCountedUntilItIsReopened() {
        Instant ten = at(2, 22, 0);
        TestSpans.session(eve, ten, at(3, 6, 0));
        TestSpans.active(desk, ten, at(3, 6, 0), "vim");
        bring("approved");
        assertThat(activeOf(3)).isEqualTo(21_600);

        ada.api().patch("/api/organization", Map.of("nightShiftsBelongToStart", true)).expect(200);

        assertThat(activeOf(2)).isEqualTo(7_200);
        assertThat(activeOf(3)).isEqualTo(21_600);
        take("reopen").expect(200);
        assertThat(activeOf(2)).isEqualTo(28_800);
        assertThat(activeOf(3)).isZero();
    }

    /** Of a day from {@link #MONDAY} on, in Berlin. */
    private static Instant at(int day, int hour, int minute) {
        return MONDAY.plusDays(day)
                .atStartOfDay(BERLIN)
                .plusHours(hour)
                .plusMinutes(minute)
                .toInstant();
    }

    private void bring(String state) {
        if (!state.equals("draft")) {
            take("submit").expect(200);
        }
        if (state.equals("approved")) {
            take("approve").expect(200);
        } else if (state.equals("rejected")) {
            take("reject").expect(200);
        }
    }

    private Api.Answer take(String step) {
        Person who = step.equals("submit") || step.equals("withdraw") ? eve : max;
        String path = path(MONDAY) + "/" + step;
        return step.equals("reject") || step.equals("reopen")
                ? who.api().post(path, Map.of("reason", "Because"))
                : who.api().post(path);
    }

    private String path(LocalDate monday) {
        return "/api/timesheets/%s/%s".formatted(eve.userId(), monday);
    }

    private JsonNode week() {
        return eve.api().get(path(MONDAY)).expect(200).json();
    }

    private static JsonNode list(Person asking, String query) {
        return asking.api().get("/api/timesheets" + query).expect(200).json().get("items");
    }

    private long activeOf(int day) {
        return max.api()
                .get(
                        "/api/reports/daily?date=%s&userId=%s"
                                .formatted(MONDAY.plusDays(day), eve.userId()))
                .expect(200)
                .json()
                .get("activeSeconds")
                .asLong();
    }

    private JsonNode timeline(int day) {
        return eve.api().get("/api/timeline?date=" + MONDAY.plusDays(day)).expect(200).json();
    }

    private Api.Answer post(UUID session, Instant start, int seconds) {
        return eve.api()
                .post(
                        "/api/sessions/%s/activity".formatted(session),
                        Map.of(
                                "timestamp",
                                start.toString(),
                                "activityType",
                                "active",
                                "durationSeconds",
                                seconds));
    }

    private JsonNode sessionOf(UUID id) {
        for (JsonNode session :
                eve.api()
                        .get("/api/sessions?userId=" + eve.userId())
                        .expect(200)
                        .json()
                        .get("items")) {
            if (session.get("id").asText().equals(id.toString())) {
                return session;
            }
        }
        throw new AssertionError("the session is gone");
    }

    private UUID project(String name) {
        return UUID.fromString(
                ada.api()
                        .post("/api/projects", Map.of("name", name))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText());
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
