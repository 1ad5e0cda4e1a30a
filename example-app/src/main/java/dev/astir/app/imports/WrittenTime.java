package dev.astir.app.imports;

import dev.astir.app.days.PersonCalendar;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** Times as people and programs write them. Stateless. */
final class WrittenTime {

    static final String ALLOWED =
            "a time such as 2026-11-27T09:30, on the clock of your time zone, or"
                    + " 2026-11-27T09:30+01:00";

    private WrittenTime() {}

    /**
     * The instant; of an hour that clocks show twice, the first. Empty when it is none, or an hour
     * that clocks leave out.
     *
     * @param calendar says in which zone a time without an offset is
     */
    static Optional<Instant> read(String written, PersonCalendar calendar) {
        String text = written.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) +(?=\\d)", "$1T");
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return local(text, calendar);
        }
    }

    private static Optional<Instant> local(String text, PersonCalendar calendar) {
        try {
            LocalDateTime time = LocalDateTime.parse(text);
            ZoneId zone = calendar.zone(time.toLocalDate());
            return zone.getRules().getValidOffsets(time).stream().findFirst().map(time::toInstant);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
