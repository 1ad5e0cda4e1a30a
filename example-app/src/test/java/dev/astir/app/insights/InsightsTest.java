package dev.astir.app.insights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.devices.Device;
import dev.astir.app.timeline.TestSpans;
import java.time.Instant;
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
        assertThat(week.get("before").isNull()).isTrue();
        assertThat(week.get("formulas").get("focus").asText()).contains("25 minutes");
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
        assertThat(week("2025-11-24").at("/figures/switchesPerHour").isNull()).isTrue();
    }

    @Test
    void aWeekBeginsOnMonday() {
        assertThat(ada.api().get("/api/insights?week=2026-11-24").expect(400).json().toString())
                .contains("\"week\"", "a Monday", "2026-11-24");
    }

    private void span(int from, int to, String application) {
        TestSpans.active(desk, NINE.plusSeconds(from), NINE.plusSeconds(to), application);
    }

    private JsonNode week(String monday) {
        return ada.api().get("/api/insights?week=" + monday).expect(200).json();
    }
}
