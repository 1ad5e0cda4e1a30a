package dev.astir.tracker.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Runs SQL with parameters, and reads rows. Times are exact to the microsecond. */
final class Query {
    /** The range of timestamptz; beyond it, it has the infinities alone. */
    private static final Instant FIRST = Instant.parse("-4713-11-24T00:00:00Z");

    private static final Instant LAST = Instant.parse("+294276-12-31T23:59:59.999999Z");

    /** Reads one row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private Query() {}

    static <T> List<T> rows(Connection connection, String sql, Row<T> mapper, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            List<T> rows = new ArrayList<>();
            try (ResultSet results = statement.executeQuery()) {
                while (results.next()) {
                    rows.add(mapper.read(results));
                }
            }
            return rows;
        }
    }

    /** Reads the one row of a query that always has one. */
    static <T> T row(Connection connection, String sql, Row<T> mapper, Object... parameters)
            throws SQLException {
        return rows(connection, sql, mapper, parameters).get(0);
    }

    /** Runs a statement once for each array of parameters, in one round trip. */
    static void batch(Connection connection, String sql, List<Object[]> parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object[] each : parameters) {
                bind(statement, each);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void bind(PreparedStatement statement, Object... parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            statement.setObject(i + 1, value instanceof Instant time ? timestamp(time) : value);
        }
    }

    /** An array of text, as a parameter. */
    static Object texts(List<String> texts) {
        return texts.toArray(new String[0]);
    }

    static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime timestamp(Instant time) {
        if (time.isBefore(FIRST)) {
            return OffsetDateTime.MIN;
        }
        return time.isAfter(LAST) ? OffsetDateTime.MAX : time.atOffset(ZoneOffset.UTC);
    }
}
