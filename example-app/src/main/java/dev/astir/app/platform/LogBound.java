package dev.astir.app.platform;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Bounds what one place in the code may log while something is broken that many meet: so many lines
 * in each minute, from the level of warnings on. How many were left out is said with the next line
 * that is not. Thread-safe.
 */
public final class LogBound extends TurboFilter {

    static final int MOST = 10;

    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final String LEFT_OUT = "{} lines were left out that say: {}";

    /** Places are lines of code, so there are not many; texts that somebody made by hand might. */
    private static final int MOST_PLACES = 10_000;

    private final ConcurrentMap<Place, Minute> minutes = new ConcurrentHashMap<>();

    private record Place(String logger, String format) {}

    /** What a place said in its newest minute. */
    private static final class Minute {
        private long begin = System.nanoTime();
        private int lines;
        private int leftOut;

        /** Whether one more may be said; -1 if not, else how many were left out before. */
        synchronized int take(long now) {
            if (now - begin >= MINUTE_NANOS) {
                begin = now;
                lines = 0;
            }
            if (lines == MOST) {
                leftOut++;
                return -1;
            }
            lines++;
            int before = leftOut;
            leftOut = 0;
            return before;
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable failure) {
        if (format == null
                || !level.isGreaterOrEqual(Level.WARN)
                || LEFT_OUT.equals(format)
                || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
            return FilterReply.NEUTRAL;
        }
        if (minutes.size() > MOST_PLACES) {
            minutes.clear();
        }
        int leftOut =
                minutes.computeIfAbsent(new Place(logger.getName(), format), place -> new Minute())
                        .take(System.nanoTime());
        if (leftOut < 0) {
            return FilterReply.DENY;
        }
        if (leftOut > 0) {
            logger.warn(LEFT_OUT, leftOut, format);
        }
        return FilterReply.NEUTRAL;
    }
}
