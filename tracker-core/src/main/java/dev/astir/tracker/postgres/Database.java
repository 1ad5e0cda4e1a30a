package dev.astir.tracker.postgres;

import dev.astir.tracker.TrackerException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs work on connections of a pool, whether or not they commit by themselves. */
final class Database {

    /** Something to do with a connection. */
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private Database() {}

    /**
     * Runs one statement as a transaction of its own.
     *
     * @param failure the start of the message if it fails
     * @throws TrackerException for any SQLException
     */
    static <T> T statement(DataSource dataSource, String failure, Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            boolean commits = !connection.getAutoCommit();
            try {
                T result = work.run(connection);
                if (commits) {
                    connection.commit();
                }
                return result;
            } catch (SQLException | RuntimeException e) {
                if (commits) {
                    rollback(connection, e);
                }
                throw e;
            }
        } catch (SQLException e) {
            throw SqlStates.exception(failure, e);
        }
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
