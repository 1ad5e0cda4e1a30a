package dev.astir.stream;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** How long the bars of a chart are, in somebody's time zone. Weeks begin on Monday. Immutable. */
public enum Bucket {
    /** Always 60 minutes, also when the clocks change. */
    HOUR(ChronoUnit.HOURS, 24),
    /** From midnight to midnight. */
    DAY(ChronoUnit.DAYS, 30),
    /** From Monday to Monday. */
    WEEK(ChronoUnit.WEEKS, 12),
    /** From the first to the first. */
    MONTH(ChronoUnit.MONTHS, 12);

    private final ChronoUnit unit;
    private final int byDefault;

    Bucket(ChronoUnit unit, int byDefault) {
        this.unit = unit;
        this.byDefault = byDefault;
    }

    /**
     * Reads {@code hour}, {@code day}, {@code week} or {@code month}.
     *
     * @throws InvalidInputException if it is none of them
     */
    public static Bucket parse(String text) {
        for (Bucket bucket : values()) {
            if (bucket.text().equals(text)) {
                return bucket;
            }
        }
        throw new InvalidInputException("bucket", text, "hour, day, week or month");
    }

    /** The name on the wire. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Where the default range begins: 24 hours, 30 days, 12 weeks or 12 months, the last included.
     */
    Instant defaultFrom(Instant to, ZoneId zone) {
        ZonedDateTime last = start(to.minusNanos(1), zone);
        return start(last.minus(byDefault - 1L, unit).toInstant(), zone).toInstant();
    }

    ZonedDateTime start(Instant time, ZoneId zone) {
        ZonedDateTime local = time.atZone(zone);
        if (this == HOUR) {
            // On the clock of the zone, of which some are half an hour off.
            return local.minus(
                    Duration.ofMinutes(local.getMinute())
                            .plusSeconds(local.getSecond())
                            .plusNanos(local.getNano()));
        }
        ZonedDateTime day = local.toLocalDate().atStartOfDay(zone);
        return switch (this) {
            case WEEK ->
                    day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                            .toLocalDate()
                            .atStartOfDay(zone);
            case MONTH -> day.toLocalDate().withDayOfMonth(1).atStartOfDay(zone);
            default -> day;
        };
    }

    /** The start of the bucket after the one that begins here. */
    ZonedDateTime next(ZonedDateTime start) {
        if (this == HOUR) {
            return start.plusHours(1);
        }
        return start.toLocalDate().plus(1, unit).atStartOfDay(start.getZone());
    }
}
