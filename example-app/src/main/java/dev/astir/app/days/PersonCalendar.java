package dev.astir.app.days;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * The days of one person, one after the other without gap or overlap, in the zones that they had.
 * Immutable.
 */
public final class PersonCalendar {

    private final List<ZonePeriod> periods;

    /**
     * @param periods in their order; the first holds from the beginning
     */
    PersonCalendar(List<ZonePeriod> periods) {
        if (periods.isEmpty()) {
            throw new IllegalArgumentException("a person has at least one zone");
        }
        this.periods = List.copyOf(periods);
    }

    /** Somebody who has always been in one zone. */
    public static PersonCalendar of(ZoneId zone) {
        return new PersonCalendar(
                List.of(new ZonePeriod(LocalDate.of(1900, 1, 1), Instant.EPOCH, zone.getId())));
    }

    /** The day that the instant is in. */
    public LocalDate dateOf(Instant instant) {
        int index = periods.size() - 1;
        while (index > 0 && periods.get(index).since().isAfter(instant)) {
            index--;
        }
        LocalDate date = instant.atZone(periods.get(index).zone()).toLocalDate();
        // Clocks that go back over midnight show a date again that is over; and a day on which
        // somebody moves is longer or shorter than their clocks say.
        while (start(date).isAfter(instant)) {
            date = date.minusDays(1);
        }
        while (!start(date.plusDays(1)).isAfter(instant)) {
            date = date.plusDays(1);
        }
        return date;
    }

    /** The day of this date. */
    public Day day(LocalDate date) {
        return new Day(date, zone(date), start(date), start(date.plusDays(1)));
    }

    /** The zone of the date's day. */
    public ZoneId zone(LocalDate date) {
        return period(date).zone();
    }

    /** The first instant of the date's day. */
    public Instant start(LocalDate date) {
        ZonePeriod period = period(date);
        if (period == periods.getFirst()) {
            return date.atStartOfDay(period.zone()).toInstant();
        }
        Instant midnight =
                date.equals(period.fromDay())
                        ? period.since()
                        : date.atStartOfDay(period.zone()).toInstant();
        // Who moves far to the east can meet midnight before yesterday's.
        Instant earliest = start(period.fromDay().minusDays(1));
        return midnight.isBefore(earliest) ? earliest : midnight;
    }

    private ZonePeriod period(LocalDate date) {
        int index = periods.size() - 1;
        while (index > 0 && periods.get(index).fromDay().isAfter(date)) {
            index--;
        }
        return periods.get(index);
    }
}
