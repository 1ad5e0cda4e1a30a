package dev.astir.app.savedreports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.reports.ReportFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When something is due, on clocks that are put forward and back. */
class MailScheduleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void isDueEveryDayOnTheClockOfTheZone() {
        MailSchedule seven = new MailSchedule(Every.DAY, null, null, "07:00", ReportFormat.CSV);

        assertThat(times(seven, "2026-03-27T12:00:00Z", BERLIN, 3))
                .containsExactly(
                        "2026-03-28T06:00:00Z", "2026-03-29T05:00:00Z", "2026-03-30T05:00:00Z");
    }

    @Test
    void aTimeThatADayDoesNotHaveIsTheNextThatItHas() {
        MailSchedule night = new MailSchedule(Every.DAY, null, null, "02:30", ReportFormat.CSV);

        // At 02:00 the clocks of the 29th show 03:00.
        assertThat(times(night, "2026-03-27T12:00:00Z", BERLIN, 3))
                .containsExactly(
                        "2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
    }

    @Test
    void aTimeThatADayHasTwiceIsDueOnce() {
        MailSchedule night = new MailSchedule(Every.DAY, null, null, "02:30", ReportFormat.CSV);

        // At 03:00 the clocks of the 25th show 02:00 again.
        assertThat(times(night, "2026-10-23T12:00:00Z", BERLIN, 3))
                .containsExactly(
                        "2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
        assertThat(night.next(Instant.parse("2026-10-25T01:00:00Z"), BERLIN))
                .as("between the two")
                .isEqualTo("2026-10-26T01:30:00Z");
        assertThat(night.latest(Instant.parse("2026-10-25T01:45:00Z"), BERLIN))
                .isEqualTo("2026-10-25T00:30:00Z");
    }

    @Test
    void aDayThatTheZoneLeftOutIsDueAtItsEnd() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        MailSchedule seven = new MailSchedule(Every.DAY, null, null, "07:00", ReportFormat.CSV);

        // There was no 30 December 2011.
        assertThat(times(seven, "2011-12-29T12:00:00Z", apia, 3))
                .containsExactly(
                        "2011-12-29T17:00:00Z", "2011-12-30T10:00:00Z", "2011-12-30T17:00:00Z");
    }

    @Test
    void isDueOnAWeekday() {
        MailSchedule monday =
                new MailSchedule(Every.WEEK, Weekday.MONDAY, null, "07:00", ReportFormat.PDF);

        assertThat(times(monday, "2026-11-23T06:00:00Z", BERLIN, 2))
                .as("after the time itself")
                .containsExactly("2026-11-30T06:00:00Z", "2026-12-07T06:00:00Z");
        assertThat(monday.latest(Instant.parse("2026-11-30T05:59:59Z"), BERLIN))
                .isEqualTo("2026-11-23T06:00:00Z");
        assertThat(monday.latest(Instant.parse("2026-11-30T06:00:00Z"), BERLIN))
                .isEqualTo("2026-11-30T06:00:00Z");
    }

    @Test
    void aShorterMonthIsDueOnItsLastDay() {
        MailSchedule last = monthly(31);

        assertThat(times(last, "2028-01-15T00:00:00Z", ZoneId.of("UTC"), 4))
                .containsExactly(
                        "2028-01-31T07:00:00Z",
                        "2028-02-29T07:00:00Z",
                        "2028-03-31T07:00:00Z",
                        "2028-04-30T07:00:00Z");
        assertThat(last.latest(Instant.parse("2028-03-01T00:00:00Z"), ZoneId.of("UTC")))
                .isEqualTo("2028-02-29T07:00:00Z");
        assertThat(monthly(1).latest(Instant.parse("2028-03-01T06:00:00Z"), ZoneId.of("UTC")))
                .isEqualTo("2028-02-01T07:00:00Z");
    }

    /** Every hour of two years in a few zones: next and latest are neighbours. */
    @Test
    void nothingIsDueBetweenTheLatestAndTheNext() {
        for (String zone : List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe")) {
            for (MailSchedule schedule :
                    List.of(
                            new MailSchedule(Every.DAY, null, null, "02:15", ReportFormat.CSV),
                            new MailSchedule(
                                    Every.WEEK, Weekday.SUNDAY, null, "02:15", ReportFormat.CSV),
                            monthly(30))) {
                ZoneId id = ZoneId.of(zone);
                Instant now = Instant.parse("2026-01-01T00:00:00Z");
                for (int hour = 0; hour < 17_520; hour++, now = now.plusSeconds(3_600)) {
                    Instant latest = schedule.latest(now, id);
                    Instant next = schedule.next(now, id);
                    assertThat(latest).isBeforeOrEqualTo(now);
                    assertThat(next).isAfter(now);
                    assertThat(schedule.next(latest, id)).isEqualTo(next);
                    assertThat(schedule.latest(next.minusMillis(1), id)).isEqualTo(latest);
                }
            }
        }
    }

    private static MailSchedule monthly(@Nullable Integer day) {
        return new MailSchedule(Every.MONTH, null, day, "07:00", ReportFormat.CSV);
    }

    private static List<String> times(MailSchedule schedule, String after, ZoneId zone, int many) {
        List<String> times = new ArrayList<>();
        Instant time = Instant.parse(after);
        for (int i = 0; i < many; i++) {
            time = schedule.next(time, zone);
            times.add(time.toString());
        }
        return times;
    }
}
