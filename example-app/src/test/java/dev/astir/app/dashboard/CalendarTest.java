package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.testing.browser.Chromium;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calendar behind the period picker: functions without a memory, called in one window. */
class CalendarTest extends PartTest {

    private static Screen screen;

    @BeforeAll
    static void open(Chromium chromium) {
        screen = open(chromium, "period");
        assertThat(screen.find("astir-period").first()).isVisible();
    }

    @AfterAll
    static void close() {
        screen.close();
    }

    /** The clocks of London change on 29 March and 25 October; 2026 has a week 53. */
    @ParameterizedTest
    @CsvSource({
        "day, 2026-10-25, 0, 2026-10-25, 2026-10-25",
        "day, 2026-10-25, 1, 2026-10-26, 2026-10-26",
        "day, 2026-03-29, -1, 2026-03-28, 2026-03-28",
        "day, 2028-02-28, 1, 2028-02-29, 2028-02-29",
        "week, 2026-10-25, 0, 2026-10-19, 2026-10-25",
        "week, 2026-03-29, 1, 2026-03-30, 2026-04-05",
        "week, 2027-01-01, 0, 2026-12-28, 2027-01-03",
        "week, 2027-01-03, 1, 2027-01-04, 2027-01-10",
        "month, 2026-03-31, -1, 2026-02-01, 2026-02-28",
        "month, 2026-12-31, 1, 2027-01-01, 2027-01-31",
        "month, 2028-01-31, 1, 2028-02-01, 2028-02-29",
        "quarter, 2026-11-26, 0, 2026-10-01, 2026-12-31",
        "quarter, 2026-02-15, -1, 2025-10-01, 2025-12-31",
        "quarter, 2026-12-31, 1, 2027-01-01, 2027-03-31"
    })
    void calendarKnowsNoHours(String kind, String date, int later, String from, String to) {
        assertThat(call("periods", "periodOf", kind, date, Map.of("later", later, "weekStart", 1)))
                .isEqualTo(Map.of("kind", kind, "from", from, "to", to));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-26, 48",
        "2026-12-31, 53",
        "2027-01-03, 53",
        "2027-01-04, 1",
        "2024-12-30, 1",
        "2026-01-01, 1"
    })
    void weeksAreThoseOfTheirThursday(String date, int week) {
        assertThat(call("calendar", "isoWeek", date)).isEqualTo(week);
    }

    @ParameterizedTest
    @CsvSource({"en-GB, 1, 2026-11-23", "de-DE, 1, 2026-11-23", "en-US, 7, 2026-11-22"})
    void weeksBeginAsTheCountryHasIt(String locale, int first, String start) {
        assertThat(call("calendar", "firstWeekday", locale)).isEqualTo(first);
        assertThat(call("calendar", "startOfWeek", "2026-11-26", first)).isEqualTo(start);
    }

    @ParameterizedTest
    @CsvSource({"2026-02-29, false", "2028-02-29, true", "2026-13-01, false", "26-1-1, false"})
    void onlyDatesThatThereAreAreDates(String text, boolean isDate) {
        assertThat(call("calendar", "isDate", text)).isEqualTo(isDate);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "day | 2026-11-26 | 2026-11-26 | Thursday 26 November 2026",
                "week | 2026-11-23 | 2026-11-29 | 23–29 November 2026, week 48",
                "week | 2026-11-22 | 2026-11-28 | 22–28 November 2026, week 48",
                "month | 2026-11-01 | 2026-11-30 | November 2026",
                "quarter | 2026-10-01 | 2026-12-31 | Quarter 4, 2026",
                "dates | 2026-11-26 | 2026-11-26 | 26 November 2026"
            })
    void labelsReadAsPeopleSayThem(String kind, String from, String to, String label) {
        assertThat(call("periods", "labelOf", Map.of("kind", kind, "from", from, "to", to)))
                .isEqualTo(label);
    }

    @Test
    void labelsKeepTheirDistanceAcrossMonthsAndYears() {
        assertThat((String) call("format", "dateRange", "2026-11-30", "2026-12-06"))
                .matches("30 November\\s–\\s6 December 2026");
        assertThat((String) call("format", "dateRange", "2026-12-28", "2027-01-03"))
                .matches("28 December 2026\\s–\\s3 January 2027");
    }

    /** What a function of a module of the dashboard answers. */
    private Object call(String module, String function, Object... arguments) {
        return screen.page()
                .evaluate(
                        """
                        async ([module, name, ...rest]) => (await import(`/${module}.js`))[name](...rest)
                        """,
                        Stream.concat(Stream.of(module, function), Stream.of(arguments)).toList());
    }
}
