package dev.astir.app.platform;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Leaves out what the library that runs jobs says of a database that is away: each few seconds, and
 * each time with its stack. The {@link DatabaseWatch} says it once, and each run that failed says
 * so in a line of its own. Thread-safe.
 */
public final class SchedulerLines extends TurboFilter {

    private static final String LIBRARY = "com.github.kagkarlsson.";

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable failure) {
        return level.isGreaterOrEqual(Level.WARN)
                        && logger.getName().startsWith(LIBRARY)
                        && DatabaseAway.isCauseOf(failure == null ? last(parameters) : failure)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }

    /** Which counts as the failure only later. */
    private static @Nullable Throwable last(Object @Nullable [] parameters) {
        return parameters != null
                        && parameters.length > 0
                        && parameters[parameters.length - 1] instanceof Throwable failure
                ? failure
                : null;
    }
}
