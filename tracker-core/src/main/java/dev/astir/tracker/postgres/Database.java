package dev.astir.tracker.postgres;

import dev.astir.tracker.TrackerException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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

    /**
     * Runs several statements as one transaction, each of which sees what others have committed
     * before it.
     *
     * @param failure the start of the message if it fails
     * @throws TrackerException for any SQLException
     */
    static <T> T transaction(DataSource dataSource, String failure, Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            T result;
            try {
                try (Statement statement = connection.createStatement()) {
                    // The pool's default may be another.
                    statement.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
                }
                result = work.run(connection);
                connection.commit();
            } catch (SQLException | RuntimeException | Error e) {
                rollback(connection, e);
                restore(connection, autoCommit, e);
                throw e;
            }
            connection.setAutoCommit(autoCommit);
            return result;
        } catch (SQLException e) {
            throw SqlStates.exception(failure, e);
        }
    }

    private static void restore(Connection connection, boolean autoCommit, Throwable cause) {
        try {
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
