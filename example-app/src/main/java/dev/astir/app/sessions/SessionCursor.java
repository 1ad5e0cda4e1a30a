package dev.astir.app.sessions;

import dev.astir.app.web.ProblemException;
import dev.astir.app.web.StorableTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A place in a list of sessions: that of the last one a client has seen.
 *
 * <p>Immutable.
 */
record SessionCursor(Instant startTime, UUID id) {

    /** Before the newest of all. */
    static final SessionCursor FIRST = new SessionCursor(StorableTime.LATEST, new UUID(-1, -1));

    static SessionCursor of(Session session) {
        return new SessionCursor(session.startTime(), session.id());
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws ProblemException 400 when nobody wrote it
     */
    static SessionCursor parse(String text) {
        try {
            int dot = text.indexOf('.');
            long micros = Long.parseLong(text, 0, dot, Character.MAX_RADIX);
            Instant start = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
            if (!start.isBefore(StorableTime.EARLIEST) && !start.isAfter(StorableTime.LATEST)) {
                return new SessionCursor(start, UUID.fromString(text.substring(dot + 1)));
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            // the same answer as for a place that no list has
        }
        throw ProblemException.invalid("before", text, "the \"next\" of an earlier page");
    }

    /** Safe in a URL; opaque to clients. */
    @Override
    public String toString() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, startTime);
        return Long.toString(micros, Character.MAX_RADIX) + "." + id;
    }
}
