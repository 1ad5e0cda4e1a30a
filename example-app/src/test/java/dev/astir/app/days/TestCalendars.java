package dev.astir.app.days;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** Calendars of people who move. */
public final class TestCalendars {

    private TestCalendars() {}

    /** Somebody who is in another zone from a day on. */
    public static PersonCalendar moved(ZoneId before, ZoneId after, LocalDate first) {
        return new PersonCalendar(
                List.of(
                        new ZonePeriod(LocalDate.of(1900, 1, 1), Instant.EPOCH, before.getId()),
                        new ZonePeriod(
                                first, first.atStartOfDay(after).toInstant(), after.getId())));
    }
}
