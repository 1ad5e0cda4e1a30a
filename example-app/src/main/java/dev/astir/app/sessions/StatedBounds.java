package dev.astir.app.sessions;

import dev.astir.app.web.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** From when to when a session may be, as a person enters it. Stateless. */
final class StatedBounds {

    /** How far the clock of whoever enters it may be ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    static final Duration LONGEST = Duration.ofDays(7);
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private StatedBounds() {}

    /** As the database keeps it. */
    static Instant kept(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Refuses what no session can be.
     *
     * @param end null for one that runs
     * @param longest a session may stay as long as it was
     * @throws ProblemException 400 with the field and what is allowed
     */
    static void require(Instant start, @Nullable Instant end, Instant now, Duration longest) {
        if (start.isBefore(EARLIEST)) {
            throw ProblemException.invalid("startTime", start, "a time from " + EARLIEST + " on");
        }
        if (end == null) {
            if (start.isAfter(now)) {
                throw ProblemException.invalid(
                        "startTime", start, "a time that is over; it is " + now);
            }
            return;
        }
        if (!end.isAfter(start)) {
            throw ProblemException.invalid(
                    "endTime", end, "a time after \"startTime\", which is " + start);
        }
        if (end.isAfter(now.plus(AHEAD))) {
            throw ProblemException.invalid("endTime", end, "a time that is over; it is " + now);
        }
        if (Duration.between(start, end).compareTo(longest) > 0) {
            throw ProblemException.invalid(
                    "endTime", end, "at most 7 days after \"startTime\", which is " + start);
        }
    }
}
