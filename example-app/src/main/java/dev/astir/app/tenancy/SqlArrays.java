package dev.astir.app.tenancy;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Columns of many rows as arrays of one statement, where statements are written by hand. Stateless.
 */
public final class SqlArrays {

    private SqlArrays() {}

    /**
     * Binds a column.
     *
     * @param type as PostgreSQL calls that of an element
     */
    public static <T> void set(
            PreparedStatement statement,
            int index,
            String type,
            Collection<T> rows,
            Function<T, @Nullable Object> column)
            throws SQLException {
        statement.setArray(
                index,
                statement.getConnection().createArrayOf(type, rows.stream().map(column).toArray()));
    }
}
