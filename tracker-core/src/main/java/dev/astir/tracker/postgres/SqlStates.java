package dev.astir.tracker.postgres;

import dev.astir.tracker.DataRejectedException;
import dev.astir.tracker.TrackerException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/** Tells by SQLState whether the data or the database is at fault. */
final class SqlStates {
    /**
     * An index on pages of 8 kB, which all packages have, takes keys of at most 2,704 bytes, after
     * compression; on pages of 4 kB, half of that.
     */
    private static final int LONG_KEY_BYTES = 1_000;

    private SqlStates() {}

    /**
     * The exception to throw: the message is followed by PostgreSQL's where the data is at fault.
     */
    static TrackerException exception(String message, SQLException cause) {
        return exception(message, cause, () -> false);
    }

    /**
     * The same for a write.
     *
     * @param hasLongKey whether the key of one of the rows may be too long for an index
     */
    static TrackerException exception(
            String message, SQLException cause, BooleanSupplier hasLongKey) {
        return isAboutData(cause, hasLongKey)
                ? new DataRejectedException(message + ": " + cause.getMessage(), cause)
                : new TrackerException(message, cause);
    }

    /** Whether an index may refuse a key of these columns as too long. */
    static boolean isLongKey(String... columns) {
        int bytes = 0;
        for (String column : columns) {
            bytes += column.getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes > LONG_KEY_BYTES;
    }

    private static boolean isAboutData(SQLException e, BooleanSupplier hasLongKey) {
        String state = e.getSQLState();
        if (state == null) {
            return false;
        }
        if (state.equals("54000")) {
            // Program limit exceeded: by a key, but also by a database that has run out of
            // transaction ids, which must not look like the fault of each row.
            return hasLongKey.getAsBoolean();
        }
        // Cardinality violation, data exception, integrity constraint violation.
        return state.startsWith("21") || state.startsWith("22") || state.startsWith("23");
    }
}
