package dev.astir.app.sessions;

import java.time.Instant;

/**
 * A span of a person's time that a device reported.
 *
 * <p>Immutable.
 *
 * @param start when it began, in the server's time
 * @param end when it ended, not before {@code start}
 * @param active false for idle time; time that is kept private counts as active
 */
public record WorkSpan(Instant start, Instant end, boolean active) {

    public WorkSpan {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("end " + end + " is before start " + start);
        }
    }

    /**
     * Whole seconds between the ends, each cut to the second, so that spans which follow each other
     * add up to the whole, however short they are.
     */
    long seconds() {
        return end.getEpochSecond() - start.getEpochSecond();
    }
}
