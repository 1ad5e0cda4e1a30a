package dev.astir.app.clients;

import dev.astir.tracker.TrackerListener;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Remembers when this node could not store last what it saw, and why in a word: what a database
 * says can name what is none of an organization's business. Thread-safe.
 */
@Singleton
class BufferFailures implements TrackerListener {

    /** It does not answer, or takes no connections. */
    static final String AWAY = "database-away";

    /** It answered with an error. */
    static final String ERROR = "database-error";

    private final Clock clock;
    private volatile @Nullable Failure last;

    /** An attempt that failed. */
    record Failure(Instant at, String error) {}

    BufferFailures(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void onFailure(Throwable cause, int pending, Duration retryIn) {
        last = new Failure(clock.instant(), isAway(cause) ? AWAY : ERROR);
    }

    /** Null when there was none. */
    @Nullable Failure last() {
        return last;
    }

    private static boolean isAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e) {
                // Also where the pool has waited in vain, and tells no state.
                String state = e.getSQLState();
                return state == null || state.startsWith("08") || state.startsWith("57P");
            }
        }
        return false;
    }
}
