package dev.astir.app.clients;

import dev.astir.app.web.ProblemException;
import dev.astir.app.web.StorableTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A place in a list of clients: that of the last one somebody has seen. Immutable.
 *
 * @param lastSeen {@link #NEVER} for one that was never seen
 */
record ClientCursor(Instant lastSeen, UUID id) {

    /** After every time at which a client can be seen. */
    static final Instant NEVER = StorableTime.EARLIEST;

    /** Before all. */
    static final ClientCursor FIRST = new ClientCursor(StorableTime.LATEST, new UUID(-1, -1));

    static ClientCursor of(ClientRepository.Row row) {
        return new ClientCursor(row.lastSeen() == null ? NEVER : row.lastSeen(), row.id());
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws ProblemException 400 when nobody wrote it
     */
    static ClientCursor parse(String text) {
        try {
            int dot = text.indexOf('.');
            long micros = Long.parseLong(text, 0, dot, Character.MAX_RADIX);
            Instant seen = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
            if (!seen.isBefore(StorableTime.EARLIEST) && !seen.isAfter(StorableTime.LATEST)) {
                return new ClientCursor(seen, UUID.fromString(text.substring(dot + 1)));
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            // the same answer as for a place that no list has
        }
        throw ProblemException.invalid("after", text, "the \"next\" of an earlier page");
    }

    /** Safe in a URL; opaque to clients. */
    @Override
    public String toString() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, lastSeen);
        return Long.toString(micros, Character.MAX_RADIX) + "." + id;
    }
}
