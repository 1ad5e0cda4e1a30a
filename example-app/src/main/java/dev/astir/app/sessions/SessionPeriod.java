package dev.astir.app.sessions;

import dev.astir.app.web.ProblemException;
import dev.astir.app.web.StorableTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A period of time that sessions are asked for. Immutable.
 *
 * @param from sessions that ended at or before it are left out
 * @param to sessions that started at or after it are left out
 */
record SessionPeriod(Instant from, Instant to) {

    /**
     * The period between the two times, where null leaves a side open.
     *
     * @throws ProblemException 400 when the period is empty
     */
    static SessionPeriod of(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw ProblemException.invalid("to", to, "a time after \"from\", which is " + from);
        }
        return new SessionPeriod(
                from == null ? StorableTime.EARLIEST : from, to == null ? StorableTime.LATEST : to);
    }
}
