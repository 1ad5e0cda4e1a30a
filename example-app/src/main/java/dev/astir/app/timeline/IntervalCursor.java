package dev.astir.app.timeline;

import dev.astir.app.web.TimeCursor;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.UUID;

/** A place in a list of intervals: that of the last one a client has seen. Immutable. */
record IntervalCursor(Instant startedAt, UUID id, UUID sourceId) {

    static IntervalCursor of(Interval interval) {
        return new IntervalCursor(interval.startedAt(), interval.id(), interval.sourceId());
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws dev.astir.app.web.ProblemException 400 when nobody wrote it
     */
    static IntervalCursor parse(String text) {
        int dot = text.lastIndexOf('.');
        try {
            return TimeCursor.read(text.substring(0, Math.max(dot, 0)))
                    .map(place ->
                            new IntervalCursor(
                                    place.time(),
                                    place.id(),
                                    UUID.fromString(text.substring(dot + 1))))
                    .orElseThrow();
        } catch (IllegalArgumentException | NoSuchElementException e) {
            throw TimeCursor.refused("after", text);
        }
    }

    /** Safe in a URL; opaque to clients. */
    @Override
    public String toString() {
        return new TimeCursor(startedAt, id) + "." + sourceId;
    }
}
