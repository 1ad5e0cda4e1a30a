package dev.astir.app.timesheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.timeline.SpanIntake;
import dev.astir.app.timeline.TestSpans;
import dev.astir.protocol.Span;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of an approved week stay what they were, whatever is chosen or comes afterwards. */
class ApprovedFiguresTest extends WeekScene {

    /** Rules are read again, and nothing else is. */
    @Test
    void otherRulesTellTheTimeApartAndDoNotMoveIt() {
        Instant ten = at(2, 22, 0);
        TestSpans.session(eve, ten, at(3, 6, 0));
        titled(ten, at(3, 5, 0), "CAT-1: mend");
        TestSpans.idle(desk, at(3, 5, 0), at(3, 5, 20));
        bring("approved");
        JsonNode second = daily(2);
        JsonNode third = daily(3);
        assertThat(third.get("undecidedSeconds").asLong()).isEqualTo(1_200);

        ada.api()
                .patch(
                        "/api/organization",
                        Map.of("nightShiftsBelongToStart", true, "idleAfterSeconds", 3_600))
                .expect(200);
        ada.api()
                .post(
                        "/api/categories",
                        Map.of(
                                "name",
                                "Tickets",
                                "rating",
                                "productive",
                                "rules",
                                List.of(
                                        Map.of(
                                                "field", "title", "match", "prefix", "pattern",
                                                "CAT-"))))
                .expect(201);
        await().until(() ->
                !ada.api()
                        .get("/api/categories/progress")
                        .expect(200)
                        .json()
                        .get("running")
                        .asBoolean());

        assertThat(daily(2)).isEqualTo(second);
        assertThat(daily(3)).isEqualTo(third);
        for (int day : new int[] {2, 3}) {
            assertThat(timeline(day).at("/totals/activeSeconds"))
                    .isEqualTo(daily(day).get("activeSeconds"));
        }
        assertThat(timeline(3).get("undecided")).hasSize(1);
        assertThat(week().at("/undecided/0/seconds").asLong()).isEqualTo(1_200);
        JsonNode tickets = usage(2, 3);
        assertThat(tickets.at("/items/0/name").asText()).isEqualTo("Tickets");
        assertThat(tickets.at("/items/0/activeSeconds").asLong()).isEqualTo(7 * 3_600);
    }

    /** The days beside it begin and end where it does. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noTimeIsLostOrDoubledAtItsBorders(boolean shiftsWhenItIsClosed) {
        nightShifts(shiftsWhenItIsClosed);
        for (int night : new int[] {-1, 6}) {
            TestSpans.session(eve, at(night, 22, 0), at(night + 1, 6, 0));
            TestSpans.active(desk, at(night, 22, 0), at(night + 1, 6, 0), "vim");
        }
        bring("approved");
        List<Long> before = activeOf(-1, 7);
        assertThat(sum(before)).isEqualTo(2 * 28_800);

        nightShifts(!shiftsWhenItIsClosed);

        assertThat(activeOf(-1, 7)).isEqualTo(before);
        assertThat(
                        IntStream.rangeClosed(-1, 7)
                                .mapToObj(day -> timeline(day).at("/totals/activeSeconds").asLong())
                                .toList())
                .isEqualTo(before);
        TestSpans.active(desk, at(7, 6, 0), at(7, 7, 0), "next week");
        assertThat(activeOf(7)).isEqualTo(before.getLast() + 3_600);
        assertThat(week().at("/keptAside/count").asLong()).isZero();

        take("reopen").expect(200);

        assertThat(sum(activeOf(-1, 7))).isEqualTo(2 * 28_800 + 3_600);
        assertThat(activeOf(6)).isEqualTo(shiftsWhenItIsClosed ? 7_200 : 28_800);
    }

    @Test
    void aWeekInWhichASessionGoesOnCannotBeApproved() {
        String session =
                eve.api()
                        .post("/api/sessions/start", Map.of())
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        TestSpans.execute(
                eve,
                "UPDATE work_sessions SET start_time = '%s' WHERE id = '%s'"
                        .formatted(at(4, 17, 0), session));
        bring("submitted");

        JsonNode problem = take("approve").expect(409).json();

        assertThat(problem.get("type").asText()).endsWith("session-running");
        assertThat(problem.get("detail").asText()).contains(at(4, 17, 0).toString());
        max.api()
                .post("/api/sessions/" + session + "/stop", Map.of("reason", "Forgotten"))
                .expect(200);
        take("approve").expect(200);
    }

    @Test
    void whatAgentsMakeOfTheNextWeekDoesNotReachIntoIt() {
        ada.api()
                .patch(
                        "/api/organization",
                        Map.of("automaticSessions", true, "sessionEndsAfterSeconds", 1_800))
                .expect(200);
        TestSpans.active(desk, at(0, 0, 10), at(0, 0, 20), "vim");
        TestSpans.active(desk, at(6, 23, 40), at(6, 23, 50), "vim");
        bring("approved");
        JsonNode monday = daily(0);
        JsonNode sunday = daily(6);
        assertThat(sunday.get("totalWorkSeconds").asLong()).isEqualTo(600);

        TestSpans.active(desk, at(7, 0, 5), at(7, 0, 15), "vim");
        TestSpans.active(desk, at(-1, 23, 50), at(-1, 23, 58), "vim");

        assertThat(daily(6)).isEqualTo(sunday);
        assertThat(daily(0)).isEqualTo(monday);
        assertThat(daily(7).get("totalWorkSeconds").asLong()).isEqualTo(600);
        assertThat(daily(-1).get("totalWorkSeconds").asLong()).isEqualTo(480);
    }

    @Test
    void nobodyBeginsToWorkInAWeekThatIsApprovedEarly() {
        LocalDate monday =
                LocalDate.now(BERLIN).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        eve.api().post(path(monday) + "/submit").expect(200);
        max.api().post(path(monday) + "/approve").expect(200);

        assertThat(eve.api().post("/api/sessions/start", Map.of()).expect(409).body())
                .contains("week-closed", monday.toString());
        max.api().post(path(monday) + "/reopen", Map.of("reason", "Saturday")).expect(200);
        eve.api().post("/api/sessions/start", Map.of()).expect(201);
    }

    private void titled(Instant start, Instant end, String title) {
        Span span =
                new Span(
                        UUID.randomUUID().toString(),
                        start,
                        end,
                        Span.Kind.ACTIVE,
                        "Firefox",
                        null,
                        title,
                        null);
        app().bean(Transactions.class)
                .inOrganization(
                        eve.organizationId(),
                        () ->
                                app().bean(SpanIntake.class)
                                        .store(desk, List.of(span), Instant.now()));
    }

    private void nightShifts(boolean on) {
        ada.api().patch("/api/organization", Map.of("nightShiftsBelongToStart", on)).expect(200);
    }

    private List<Long> activeOf(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(this::activeOf).toList();
    }

    private static long sum(List<Long> seconds) {
        return seconds.stream().mapToLong(Long::longValue).sum();
    }

    private JsonNode daily(int day) {
        return max.api()
                .get(
                        "/api/reports/daily?date=%s&userId=%s"
                                .formatted(MONDAY.plusDays(day), eve.userId()))
                .expect(200)
                .json();
    }

    private JsonNode usage(int first, int last) {
        return max.api()
                .get(
                        "/api/reports/usage?groupBy=category&from=%s&to=%s&userId=%s"
                                .formatted(
                                        MONDAY.plusDays(first),
                                        MONDAY.plusDays(last),
                                        eve.userId()))
                .expect(200)
                .json();
    }
}
