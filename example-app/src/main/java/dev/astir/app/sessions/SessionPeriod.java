package dev.astir.app.sessions;

import dev.astir.app.web.ProblemException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A period of time that sessions are asked for. Immutable.
 *
 * @param from sessions that ended at or before it are left out
 * @param to sessions that started at or after it are left out
 */
record SessionPeriod(Instant from, Instant to) {

    /** The database keeps fewer years than Java knows. */
    static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * The period between the two times, where null leaves a side open.
     *
     * @throws ProblemException 400 when the period is empty
     */
    static SessionPeriod of(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw ProblemException.invalid("to", to, "a time after \"from\", which is " + from);
        }
        return new SessionPeriod(from == null ? EARLIEST : from, to == null ? LATEST : to);
    }
}
