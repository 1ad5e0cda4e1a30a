package dev.astir.app.web;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures that end when the database answers again, because it is back or less is asked of
 * it, from those that somebody must mend. Stateless.
 */
public final class DatabaseAway {

    /**
     * It is being shut down, has crashed, is starting, or has no connection left; Appendix A of
     * PostgreSQL's manual.
     */
    private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "53300");

    private static final String CONNECTION_EXCEPTION = "08";

    private DatabaseAway() {}

    /** Whether such a failure is among the causes. */
    public static boolean isCauseOf(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isAway(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAway(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        // The pool's, which waited for a connection.
        return failure instanceof SQLTransientConnectionException
                || state.startsWith(CONNECTION_EXCEPTION)
                || STATES.contains(state);
    }
}
