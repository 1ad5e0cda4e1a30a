package dev.astir.app.days;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long days are, and that they follow each other. */
class PersonCalendarTest {

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-10-25, PT25H",
        "Europe/Berlin, 2026-03-29, PT23H",
        "Europe/Berlin, 2026-03-30, PT24H",
        "America/New_York, 2026-11-01, PT25H",
        "Australia/Lord_Howe, 2026-04-05, PT24H30M",
        "Australia/Lord_Howe, 2026-10-04, PT23H30M",
        "Africa/Cairo, 2026-04-24, PT23H",
        "Asia/Beirut, 2026-10-24, PT25H",
        "Asia/Kathmandu, 2026-11-27, PT24H",
        "America/Havana, 2026-11-01, PT25H",
        // A day that the calendar left out.
        "Pacific/Apia, 2011-12-30, PT0S",
        // Clocks went from 00:01 back to 23:01 of the day before.
        "America/St_Johns, 2010-11-07, PT25H",
    })
    void aDayIsAsLongAsItWas(String zone, LocalDate date, Duration length) {
        PersonCalendar calendar = PersonCalendar.of(ZoneId.of(zone));

        assertThat(calendar.day(date).length()).isEqualTo(length);
        assertThat(calendar.day(date.minusDays(1)).end()).isEqualTo(calendar.day(date).start());
        assertThat(calendar.day(date).end()).isEqualTo(calendar.day(date.plusDays(1)).start());
    }

    @ParameterizedTest
    @CsvSource({
        // The zones before and after, the first day in the other, how long the day before was.
        "Europe/Paris, America/New_York, 2026-11-28, PT30H",
        "America/New_York, Europe/Paris, 2026-11-28, PT18H",
        "Pacific/Kiritimati, Pacific/Pago_Pago, 2026-11-28, PT49H",
        // Further than a day: the midnight there was before the one here.
        "Pacific/Pago_Pago, Pacific/Kiritimati, 2026-11-28, PT0S",
    })
    void aDayOnWhichSomebodyMovesIsLongerOrShorter(
            String before, String after, LocalDate first, Duration length) {
        PersonCalendar calendar = TestCalendars.moved(ZoneId.of(before), ZoneId.of(after), first);

        assertThat(calendar.day(first.minusDays(1)).length()).isEqualTo(length);
        assertThat(calendar.zone(first.minusDays(1))).isEqualTo(ZoneId.of(before));
        assertThat(calendar.day(first.minusDays(2)).length()).isEqualTo(Duration.ofDays(1));
        for (LocalDate day = first.minusDays(3); day.isBefore(first.plusDays(3)); ) {
            Day each = calendar.day(day);
            if (!each.length().isZero()) {
                assertThat(calendar.dateOf(each.start())).isEqualTo(day);
                assertThat(calendar.dateOf(each.end().minusNanos(1))).isEqualTo(day);
            }
            day = day.plusDays(1);
            assertThat(each.end()).isEqualTo(calendar.day(day).start());
        }
    }
}
