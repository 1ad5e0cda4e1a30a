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
