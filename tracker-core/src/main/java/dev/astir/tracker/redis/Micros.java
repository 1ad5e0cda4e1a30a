package dev.astir.tracker.redis;

import dev.astir.tracker.DataRejectedException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Times as microseconds since 1970. Redis keeps scores as doubles, and Lua numbers are doubles,
 * which are exact up to 2^53: from 1684 to 2255.
 */
final class Micros {
    static final long LIMIT = 1L << 53;

    private Micros() {}

    /**
     * Converts a time.
     *
     * @param field what it is called in the message
     */
    static long of(String field, Instant instant) {
        try {
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, instant);
            if (micros >= -LIMIT && micros <= LIMIT) {
                return micros;
            }
        } catch (ArithmeticException e) {
            throw rejected(field, instant, e);
        }
        throw rejected(field, instant, null);
    }

    static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static DataRejectedException rejected(
            String field, Instant instant, @Nullable ArithmeticException cause) {
        return new DataRejectedException(
                field + " must be in the years 1685 to 2254, but is " + instant, cause);
    }
}
