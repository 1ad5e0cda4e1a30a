package dev.astir.app.summaries;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a day of a person came to, in milliseconds; up to now, if it is not over. Immutable.
 *
 * @param activeMillis worked: with {@code privateMillis}, and with {@code statedMillis}, which were
 *     kept or added by hand
 * @param idleMillis nobody typed; with {@code undecidedMillis}, of which the person has not said
 *     what it was
 * @param discardedMillis the person said that it was no work; in no other figure
 * @param workMillis in sessions, or worked outside of them
 * @param hours worked time by the hour of the local clock, 24 of them
 */
public record DayTotal(
        UUID personId,
        LocalDate day,
        long activeMillis,
        long privateMillis,
        long statedMillis,
        long idleMillis,
        long undecidedMillis,
        long discardedMillis,
        long workMillis,
        int sessions,
        @Nullable Instant firstActive,
        @Nullable Instant lastActive,
        List<Long> hours) {

    private static final List<Long> NO_HOURS = Collections.nCopies(24, 0L);

    public DayTotal {
        hours = List.copyOf(hours);
    }

    /** A day of which nothing is known but how long a session ran in it. */
    static DayTotal ofSession(UUID personId, LocalDate day, long workMillis) {
        return new DayTotal(personId, day, 0, 0, 0, 0, 0, 0, workMillis, 1, null, null, NO_HOURS);
    }
}
