package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.testing.browser.Chromium;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The times of a day, on calendars of everywhere: functions without a memory, called in one window.
 */
class DayTimesTest extends PartTest {

    private static Screen screen;

    @BeforeAll
    static void open(Chromium chromium) {
        screen = open(chromium, "day-picture");
        assertThat(screen.find("astir-day-picture").first()).isVisible();
    }

    @AfterAll
    static void close() {
        screen.close();
    }

    /**
     * What Java's calendar says, with Java's choice for what a changed clock shows twice or never.
     */
    @ParameterizedTest
    @CsvSource({
        "2026-11-26T08:47, Europe/London",
        "2026-07-26T08:47, Europe/London",
        "2026-03-29T02:30, Europe/Berlin",
        "2026-03-29T03:00, Europe/Berlin",
        "2026-10-25T02:30, Europe/Berlin",
        "2026-10-25T03:00, Europe/Berlin",
        "2026-11-01T01:30, America/New_York",
        "2026-03-08T02:15, America/New_York",
        "2026-04-05T01:45, Australia/Lord_Howe",
        "2026-10-04T02:10, Australia/Lord_Howe",
        "2026-11-26T00:00, Asia/Kathmandu",
        "2026-11-26T23:59, Pacific/Kiritimati"
    })
    void typedTimesAreWhereTheCalendarHasThem(String local, ZoneId zone) {
        assertThat(instantOf(local, zone, null))
                .isEqualTo(ZonedDateTime.of(LocalDateTime.parse(local), zone).toInstant());
    }

    @Test
    void ofAnHourThatComesTwiceItIsTheOneThatWasThere() {
        Instant second = Instant.parse("2026-10-25T01:40:12Z");
        assertThat(instantOf("2026-10-25T02:30", ZoneId.of("Europe/Berlin"), second))
                .isEqualTo("2026-10-25T01:30:00Z");
    }

    /** As Java's calendar counts the hours of days on which clocks change, also by half an hour. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-26, Europe/London",
        "2026-10-25, Europe/Berlin",
        "2026-03-29, Europe/Berlin",
        "2026-04-05, Australia/Lord_Howe",
        "2026-10-04, Australia/Lord_Howe",
        "2026-11-26, Asia/Kathmandu"
    })
    void marksEachFullHourOfTheClock(LocalDate date, ZoneId zone) {
        Instant start = date.atStartOfDay(zone).toInstant();
        Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
        List<String> hours =
                Stream.iterate(start, at -> !at.isAfter(end), at -> at.plusSeconds(60))
                        .filter(at -> at.atZone(zone).getMinute() == 0)
                        .map(at -> String.valueOf(at.toEpochMilli()))
                        .toList();
        Object marks =
                screen.page()
                        .evaluate(
                                """
                                async ([from, to, zone]) => {
                                  const { hourMarks } = await import('/parts/day-places.js');
                                  return hourMarks(from, to, zone).map(String);
                                }
                                """,
                                List.of(
                                        (double) start.toEpochMilli(),
                                        (double) end.toEpochMilli(),
                                        zone.getId()));
        assertThat(marks).isEqualTo(hours);
    }

    /** Times of a day in UTC: what happened, now, and what is shown of it. */
    @ParameterizedTest
    @CsvSource({
        "09:10/11:00,          ,      08:00/18:00",
        "07:10/19:20,          ,      07:00/20:00",
        "'',                   ,      08:00/18:00",
        "'',                   20:30, 08:00/21:00",
        // Nights: without the empty day beside them.
        "20:30/23:10,          ,      20:00/24:00",
        "00:00/05:40,          ,      00:00/06:00",
        "23:20/23:50,          ,      20:00/24:00",
        "02:20/02:50,          ,      02:00/06:00",
        "00:00/05:40,          12:20, 00:00/18:00",
        "00:00/05:40 22:00/24:00, ,   00:00/24:00"
    })
    void showsTheUsualHoursAndWhatHappened(String spans, @Nullable String now, String shown) {
        Object range =
                screen.page()
                        .evaluate(
                                """
                                async ([spans, now]) => {
                                  const { rangeOf } = await import('/parts/day-places.js');
                                  const at = (time) => Date.UTC(2026, 10, 26, ...time.split(':').map(Number));
                                  const span = (text) => {
                                    const [from, to] = text.split('/').map(at);
                                    return { from, to };
                                  };
                                  const happened = spans ? spans.split(' ').map(span) : [];
                                  const range = rangeOf(at('0:0'), at('24:0'), 'UTC', happened, now && at(now));
                                  const hours = (instant) => String((instant - at('0:0')) / 3_600_000).padStart(2, '0') + ':00';
                                  return hours(range.from) + '/' + hours(range.to);
                                }
                                """,
                                new Object[] {spans, now});
        assertThat(range).isEqualTo(shown);
    }

    private static Instant instantOf(String local, ZoneId zone, @Nullable Instant near) {
        Object millis =
                screen.page()
                        .evaluate(
                                """
                                async ([local, zone, near]) => {
                                  const { instantOf } = await import('/pages/my-day/times.js');
                                  return String(near ? instantOf(local, zone, Date.parse(near)) : instantOf(local, zone));
                                }
                                """,
                                new Object[] {
                                    local, zone.getId(), near == null ? null : near.toString()
                                });
        return Instant.ofEpochMilli(Long.parseLong((String) millis));
    }
}
