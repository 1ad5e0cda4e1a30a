package dev.astir.app.alerts;

import dev.astir.app.web.ProblemException;
import dev.astir.app.web.StorableTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A place in the list of alerts: that of the last one a client has seen. Immutable. */
record AlertCursor(Instant openedAt, UUID id) {

    private static final AlertCursor FIRST = new AlertCursor(StorableTime.LATEST, new UUID(-1, -1));

    static AlertCursor of(Alert alert) {
        return new AlertCursor(alert.openedAt(), alert.id());
    }

    /**
     * Reads what {@link #toString()} wrote; null is before the newest of all.
     *
     * @throws ProblemException 400 when nobody wrote it
     */
    static AlertCursor parse(@Nullable String text) {
        if (text == null) {
            return FIRST;
        }
        try {
            int dot = text.indexOf('.');
            long micros = Long.parseLong(text, 0, dot, Character.MAX_RADIX);
            Instant opened = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
            if (!opened.isBefore(StorableTime.EARLIEST) && !opened.isAfter(StorableTime.LATEST)) {
                return new AlertCursor(opened, UUID.fromString(text.substring(dot + 1)));
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            // the same answer as for a place that no list has
        }
        throw ProblemException.invalid("cursor", text, "the \"next\" of an earlier page");
    }

    /** Safe in a URL; opaque to clients. */
    @Override
    public String toString() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, openedAt);
        return Long.toString(micros, Character.MAX_RADIX) + "." + id;
    }
}
