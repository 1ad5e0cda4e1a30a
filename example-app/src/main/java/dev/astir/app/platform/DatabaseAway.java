package dev.astir.app.platform;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures that end when the database answers again, because it is back or less is asked of
 * it, from those that somebody must mend. Stateless.
 */
public final class DatabaseAway {

    /** It has no connection left. */
    static final String IS_FULL = "53300";

    /**
     * It is being shut down, has crashed, is starting, or has no connection left; Appendix A of
     * PostgreSQL's manual.
     */
    private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", IS_FULL);

    private static final String CONNECTION_EXCEPTION = "08";

    /** What the pool says of a connection that it took away from somebody because it broke. */
    private static final String TAKEN_AWAY = "Connection is closed";

    private DatabaseAway() {}

    /** Whether this failure, or what caused it, ends by itself. */
    public static boolean isCauseOf(@Nullable Throwable failure) {
        return of(failure) != null;
    }

    /** What of this failure tells so; null if it is of another kind. */
    public static @Nullable SQLException of(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isAway(sql)) {
                return sql;
            }
        }
        return null;
    }

    private static boolean isAway(SQLException failure) {
        String state = failure.getSQLState();
        // The pool's, which waited for a connection.
        return failure instanceof SQLTransientConnectionException
                || (state == null
                        ? TAKEN_AWAY.equals(failure.getMessage())
                        : state.startsWith(CONNECTION_EXCEPTION) || STATES.contains(state));
    }
}
