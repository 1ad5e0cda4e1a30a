package dev.astir.app.timeline;

import dev.astir.app.web.ProblemException;
import dev.astir.app.web.StorableTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A place in a list of intervals: that of the last one a client has seen. Immutable. */
record IntervalCursor(Instant startedAt, UUID id, UUID sourceId) {

    static IntervalCursor of(Interval interval) {
        return new IntervalCursor(interval.startedAt(), interval.id(), interval.sourceId());
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws ProblemException 400 when nobody wrote it
     */
    static IntervalCursor parse(String text) {
        String[] parts = text.split("\\.", -1);
        try {
            if (parts.length == 3) {
                long micros = Long.parseLong(parts[0], Character.MAX_RADIX);
                Instant start = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
                if (!start.isBefore(StorableTime.EARLIEST) && !start.isAfter(StorableTime.LATEST)) {
                    return new IntervalCursor(
                            start, UUID.fromString(parts[1]), UUID.fromString(parts[2]));
                }
            }
        } catch (IllegalArgumentException e) {
            // the same answer as for a place that no list has
        }
        throw ProblemException.invalid("after", text, "the \"next\" of an earlier page");
    }

    /** Safe in a URL; opaque to clients. */
    @Override
    public String toString() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, startedAt);
        return Long.toString(micros, Character.MAX_RADIX) + "." + id + "." + sourceId;
    }
}
