package dev.astir.tracker.postgres;

import dev.astir.tracker.DataRejectedException;
import dev.astir.tracker.TrackerException;
import java.sql.SQLException;

/** Tells by SQLState whether the data or the database is at fault. */
final class SqlStates {

    private SqlStates() {}

    /**
     * The exception to throw: the message is followed by PostgreSQL's where the data is at fault.
     */
    static TrackerException exception(String message, SQLException cause) {
        return isAboutData(cause)
                ? new DataRejectedException(message + ": " + cause.getMessage(), cause)
                : new TrackerException(message, cause);
    }

    /** Cardinality violation, data exception, integrity constraint violation. */
    private static boolean isAboutData(SQLException e) {
        String state = e.getSQLState();
        return state != null
                && (state.startsWith("21") || state.startsWith("22") || state.startsWith("23"));
    }
}
