package dev.astir.app.notifications;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * When somebody gets their digest, on their own clock. A time that a day does not have is as much
 * later as the clocks went forward; one that it has twice is the first. Immutable.
 *
 * @param at {@code 08:00}
 * @param weekday of a weekly one
 */
record DigestTime(Digest digest, String at, DigestDay weekday) {

    /** The first time after this instant; null for somebody who wants none. */
    @Nullable Instant next(Instant after, ZoneId zone) {
        if (digest == Digest.OFF) {
            return null;
        }
        boolean isWeekly = digest == Digest.WEEKLY;
        LocalDate day = after.atZone(zone).toLocalDate();
        if (isWeekly) {
            day = day.with(TemporalAdjusters.nextOrSame(weekday.day()));
        }
        while (!on(day, zone).isAfter(after)) {
            day = day.plusDays(isWeekly ? 7 : 1);
        }
        return on(day, zone);
    }

    private Instant on(LocalDate day, ZoneId zone) {
        return day.atTime(LocalTime.parse(at)).atZone(zone).toInstant();
    }
}
