package dev.astir.app.insights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.days.Days;
import dev.astir.app.devices.Device;
import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.Sight;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.summaries.PieceCategories;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.timeline.DayLines;
import dev.astir.app.timeline.TestSpans;
import dev.astir.app.trail.Trail;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What somebody is told of their own week. */
class InsightsTest extends AppTest {

    /** Nine o'clock of a Monday in Berlin. */
    private static final Instant NINE = Instant.parse("2026-11-23T08:00:00Z");

    private static final int DAY = 86_400;
    private static final int WEEK = 7 * DAY;

    private final Person ada = app().registerOrganization();
    private final Device desk = TestSpans.device(ada);

    @Test
    void countsFocusSwitchesMeetingsAndTheLongestDay() {
        ada.api().post("/api/categories/starter", null).expect(200);
        // 40 minutes of development in two tools, with a glance at messages: one stretch.
        span(0, 1_200, "IntelliJ IDEA");
        span(1_200, 1_230, "Slack");
        span(1_230, 2_400, "Visual Studio Code");
        // 24 minutes are none, and neither is an hour of meetings.
        span(4_000, 5_440, "IntelliJ IDEA");
        span(DAY, DAY + 3_600, "zoom");
        span(DAY + 3_600, DAY + 5_400, "IntelliJ IDEA");

        JsonNode week = week("2026-11-23");

        JsonNode figures = week.get("figures");
        assertThat(figures.get("activeSeconds").asLong()).isEqualTo(2_400 + 1_440 + 5_400);
        assertThat(figures.get("focusSeconds").asLong()).isEqualTo(2_400 + 1_800);
        assertThat(figures.get("focusStretches").asDouble()).isEqualTo(2);
        assertThat(figures.get("longestFocusSeconds").asLong()).isEqualTo(2_400);
        assertThat(figures.get("meetingSeconds").asLong()).isEqualTo(3_600);
        // To messages and back, and from the meeting: 3 in 2.57 hours.
        assertThat(figures.get("switchesPerHour").asDouble()).isEqualTo(1.2);
        assertThat(week.at("/longestDay/date").asText()).isEqualTo("2026-11-24");
        assertThat(week.at("/longestDay/activeSeconds").asLong()).isEqualTo(5_400);
        assertThat(figures.get("switches").asLong()).isEqualTo(3);
        assertThat(figures.get("knownSeconds").asLong()).isEqualTo(2_400 + 1_440 + 5_400);
        assertThat(figures.get("longestDaySeconds").asLong()).isEqualTo(5_400);
        assertThat(week.get("until").asText()).isEqualTo("2026-11-29");
        assertThat(week.get("days").findValuesAsText("activeSeconds"))
                .containsExactly("3840", "5400", "0", "0", "0", "0", "0");
        assertThat(week.get("days").findValuesAsText("focusSeconds"))
                .containsExactly("2400", "1800", "0", "0", "0", "0", "0");
        assertThat(week.get("days").findValuesAsText("meetingSeconds"))
                .containsExactly("0", "3600", "0", "0", "0", "0", "0");
        assertThat(week.get("before").isNull()).isTrue();
        assertThat(week.get("formulas").get("focusSeconds").asText()).contains("25 minutes");
    }

    @Test
    void comparesWithTheMeanOfOnesOwnLastWeeks() {
        span(0, 3_000, "a");
        span(-WEEK, -WEEK + 2_000, "a");
        span(-3 * WEEK, -3 * WEEK + 1_000, "a");
        span(-5 * WEEK, -5 * WEEK + 9_000, "a");

        JsonNode week = week("2026-11-23");

        assertThat(week.get("weeksBefore").asInt()).isEqualTo(2);
        assertThat(week.at("/before/activeSeconds").asLong()).isEqualTo(1_500);
        assertThat(week.at("/before/focusStretches").asDouble()).isEqualTo(0.5);
        assertThat(week.get("weeks").findValuesAsText("week"))
                .containsExactly(
                        "2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23");
        assertThat(week.at("/weeks/0/figures").isNull()).isTrue();
        assertThat(week.at("/weeks/1/figures/activeSeconds").asLong()).isEqualTo(1_000);
        assertThat(week.at("/weeks/4/figures/activeSeconds").asLong()).isEqualTo(3_000);
        assertThat(week("2025-11-24").at("/figures/switchesPerHour").isNull()).isTrue();
    }

    /** Up to Tuesday, while it is Tuesday; the trend has whole weeks. */
    @Test
    void aWeekThatGoesOnIsComparedWithTheSameDays() {
        span(0, 600, "a");
        span(-WEEK + DAY, -WEEK + DAY + 1_200, "a");
        span(-WEEK + 2 * DAY, -WEEK + 2 * DAY + 5_000, "a");
        span(-2 * WEEK + 4 * DAY, -2 * WEEK + 4 * DAY + 5_000, "a");

        WeekInsight week = insightsAt("2026-11-24T09:00:00Z").week(caller(), null, null);

        assertThat(week.week()).isEqualTo("2026-11-23");
        assertThat(week.until()).isEqualTo("2026-11-24");
        assertThat(week.weeksBefore()).isEqualTo(2);
        assertThat(week.before().activeSeconds()).isEqualTo(600);
        assertThat(week.before().longestDaySeconds()).isEqualTo(600);
        assertThat(week.weeks().get(3).figures().activeSeconds()).isEqualTo(6_200);
    }

    /** In Berlin the clocks went back on Sunday, 25 October 2026: that week has 169 hours. */
    @Test
    void daysAreThoseOfThePerson() {
        Instant midnight = Instant.parse("2026-10-24T22:00:00Z");
        Instant noon = midnight.plusSeconds(12 * 3_600);
        TestSpans.active(desk, midnight.minusSeconds(600), noon, "a");
        TestSpans.active(desk, noon, midnight.plusSeconds(25 * 3_600), "a");

        JsonNode week = week("2026-10-19");

        assertThat(week.at("/days/5/activeSeconds").asLong()).isEqualTo(600);
        assertThat(week.at("/days/6/activeSeconds").asLong()).isEqualTo(25 * 3_600);
        assertThat(week.at("/longestDay/date").asText()).isEqualTo("2026-10-25");
        assertThat(week("2026-10-26").at("/figures/activeSeconds").asLong()).isZero();
    }

    /** Private and stated time is active, but nobody knows at what. */
    @Test
    void whatNobodyKnowsIsNeitherFocusNorSwitch() {
        span(0, 1_800, "a");
        TestSpans.active(desk, NINE.plusSeconds(1_800), NINE.plusSeconds(3_600), null);
        span(3_600, 5_400, "a");
        TestSpans.session(ada, NINE.plusSeconds(DAY), NINE.plusSeconds(DAY + 7_200));
        TestSpans.execute(ada, "UPDATE work_sessions SET source = 'manual'");

        JsonNode figures = week("2026-11-23").get("figures");

        assertThat(figures.get("activeSeconds").asLong()).isEqualTo(5_400 + 7_200);
        assertThat(figures.get("knownSeconds").asLong()).isEqualTo(3_600);
        assertThat(figures.get("focusStretches").asLong()).isEqualTo(2);
        assertThat(figures.get("switches").asLong()).isZero();
        assertThat(figures.get("longestDaySeconds").asLong()).isEqualTo(7_200);
    }

    @Test
    void whereNothingIsRecordedNothingIsSaid() {
        JsonNode week = week("2026-11-23");

        assertThat(week.at("/figures/activeSeconds").asLong()).isZero();
        assertThat(week.at("/figures/switchesPerHour").isNull()).isTrue();
        assertThat(week.get("longestDay").isNull()).isTrue();
        assertThat(week.get("before").isNull()).isTrue();
        assertThat(week.get("days")).hasSize(7);
        assertThat(week.get("weeks")).hasSize(5).allMatch(each -> each.get("figures").isNull());
    }

    @Test
    void aWeekBeginsOnMonday() {
        for (String monday : List.of("%2B999999999-12-27", "-999999999-01-01", "1999-12-27")) {
            ada.api().get("/api/insights?week=" + monday).expect(400);
        }
        assertThat(ada.api().get("/api/insights?week=2026-11-24").expect(400).json().toString())
                .contains("\"week\"", "a Monday", "2026-11-24");
    }

    private Caller caller() {
        return new Caller(
                ada.userId(), ada.organizationId(), Role.ADMIN, "Ada", Sight.own(ada.userId()));
    }

    /** The app's, at another time. */
    private static Insights insightsAt(String instant) {
        return new Insights(
                app().bean(Transactions.class),
                app().bean(InsightPeople.class),
                app().bean(Days.class),
                app().bean(DayLines.class),
                app().bean(PieceCategories.class),
                app().bean(Organizations.class),
                app().bean(Trail.class),
                Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
    }

    private void span(int from, int to, String application) {
        TestSpans.active(desk, NINE.plusSeconds(from), NINE.plusSeconds(to), application);
    }

    private JsonNode week(String monday) {
        return ada.api().get("/api/insights?week=" + monday).expect(200).json();
    }
}
