package dev.astir.stream.postgres;

import dev.astir.stream.RejectedRowsException;
import dev.astir.stream.StreamException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements, and short transactions of several, and says in words what went wrong.
 * Thread-safe.
 */
final class Database {
    private static final String PLANNED =
            "SELECT set_config('plan_cache_mode', 'force_custom_plan', true)";

    private final DataSource dataSource;

    Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Reads with one statement in a transaction of its own. */
    <T> T query(String what, String sql, Binder binder, Reading<T> reading) {
        return run(what, sql, statement -> read(statement, binder, reading));
    }

    /**
     * The same, planned for these very values. After some calls PostgreSQL plans for any values, if
     * it takes that for cheaper: it guesses a small part of a feed for any two times, and sorts all
     * events of a month on disk.
     */
    <T> T queryPlanned(String what, String sql, Binder binder, Reading<T> reading) {
        return transaction(
                what,
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(PLANNED)) {
                        statement.execute();
                    }
                    return query(connection, sql, binder, reading);
                });
    }

    /** Runs one statement in a transaction of its own. */
    <T> T run(String what, String sql, Work<PreparedStatement, T> work) {
        return with(
                what,
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(sql)) {
                        T result = work.with(statement);
                        // One statement is one transaction, also in a pool that does not commit by
                        // itself.
                        if (!connection.getAutoCommit()) {
                            connection.commit();
                        }
                        return result;
                    }
                });
    }

    /** Runs several statements in one transaction, which ends with nothing if one of them fails. */
    <T> T transaction(String what, Work<Connection, T> work) {
        return with(
                what,
                connection -> {
                    boolean committedByItself = connection.getAutoCommit();
                    connection.setAutoCommit(false);
                    try {
                        T result = work.with(connection);
                        connection.commit();
                        connection.setAutoCommit(committedByItself);
                        return result;
                    } catch (SQLException | RuntimeException e) {
                        undo(connection, committedByItself, e);
                        throw e;
                    }
                });
    }

    private static void undo(Connection connection, boolean committedByItself, Exception cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(committedByItself);
        } catch (SQLException e) {
            // The connection is gone, and its transaction with it.
            cause.addSuppressed(e);
        }
    }

    /** Reads with one statement of a transaction. */
    static <T> T query(Connection connection, String sql, Binder binder, Reading<T> reading)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return read(statement, binder, reading);
        }
    }

    /** Runs one statement of a transaction; returns how many rows it changed. */
    static int update(Connection connection, String sql, Binder binder) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binder.bind(statement);
            return statement.executeUpdate();
        }
    }

    /** Values to bind, some of which may be null. */
    static List<@Nullable Object> values(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    /** Binds values in order: text, numbers, ids, times, and lists of text; null by its cast. */
    static void bind(PreparedStatement statement, List<? extends @Nullable Object> values)
            throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value instanceof Collection<?> texts) {
                Connection connection = statement.getConnection();
                statement.setArray(i + 1, connection.createArrayOf("text", texts.toArray()));
            } else if (value instanceof Instant time) {
                statement.setObject(i + 1, time.atOffset(ZoneOffset.UTC));
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }

    static Array texts(Statement statement, Collection<String> values) throws SQLException {
        return statement.getConnection().createArrayOf("text", values.toArray(new String[0]));
    }

    private static <T> T read(PreparedStatement statement, Binder binder, Reading<T> reading)
            throws SQLException {
        binder.bind(statement);
        try (ResultSet rows = statement.executeQuery()) {
            return reading.read(rows);
        }
    }

    private <T> T with(String what, Work<Connection, T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw failure(what, e);
        }
    }

    private static StreamException failure(String what, SQLException cause) {
        String state = cause.getSQLState();
        String message = "could not " + what + ": " + reason(state, cause.getMessage());
        // Classes 22 and 23 of SQLSTATE: a value that cannot be stored, a constraint.
        if (state != null && (state.startsWith("22") || state.startsWith("23"))) {
            return new RejectedRowsException(message, cause);
        }
        return new StreamException(message, cause);
    }

    static String reason(@Nullable String state, @Nullable String message) {
        // The only check of the stream's tables whose message would not say what to do.
        if ("23514".equals(state) && message != null && message.contains("no partition")) {
            return "the time in the id of an event is older than what is kept, or more than three"
                    + " months ahead; "
                    + message;
        }
        return String.valueOf(message);
    }

    /** Sets a statement's parameters. */
    interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    /** Reads a statement's rows. */
    interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** Does something with a statement or a connection. */
    interface Work<S, T> {
        T with(S source) throws SQLException;
    }
}
