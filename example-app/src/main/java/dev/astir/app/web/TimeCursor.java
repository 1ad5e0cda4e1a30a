package dev.astir.app.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list that is ordered by a time and then an id: that of the last item a client has
 * seen. Immutable.
 */
public record TimeCursor(Instant time, UUID id) {

    /** Before all, where the newest come first. */
    public static final TimeCursor BEFORE_NEWEST =
            new TimeCursor(StorableTime.LATEST, new UUID(-1, -1));

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @param parameter the name of what is read, for whoever is refused
     * @throws ProblemException 400 when nobody wrote it
     */
    public static TimeCursor parse(String parameter, String text) {
        return read(text).orElseThrow(() -> refused(parameter, text));
    }

    /** The same; without a text it is before all. */
    public static TimeCursor orNewest(String parameter, @Nullable String text) {
        return text == null ? BEFORE_NEWEST : parse(parameter, text);
    }

    /** The same for a part of a longer cursor; empty when nobody wrote it. */
    public static Optional<TimeCursor> read(String text) {
        try {
            int dot = text.indexOf('.');
            long micros = Long.parseLong(text, 0, dot, Character.MAX_RADIX);
            Instant time = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
            if (!time.isBefore(StorableTime.EARLIEST) && !time.isAfter(StorableTime.LATEST)) {
                return Optional.of(new TimeCursor(time, UUID.fromString(text.substring(dot + 1))));
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            // the same answer as for a place that no list has
        }
        return Optional.empty();
    }

    /** What whoever sent another text is answered. */
    public static ProblemException refused(String parameter, String text) {
        return ProblemException.invalid(parameter, text, "the \"next\" of an earlier page");
    }

    /** Safe in a URL; opaque to clients. */
    @Override
    public String toString() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
        return Long.toString(micros, Character.MAX_RADIX) + "." + id;
    }
}
