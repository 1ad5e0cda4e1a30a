package dev.astir.benchmarks.intervals;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * A connection as the app has them: in the role of tenants from its beginning, with the
 * organization named by each transaction. Not safe for use by several threads.
 */
final class Tenant implements AutoCloseable {
    final Connection connection;
    private final PreparedStatement entry;
    private final PreparedStatement toldEntry;
    private final PreparedStatement insert;

    Tenant(DataSource database) throws SQLException, IOException {
        connection = database.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE astir_tenant; SET TimeZone = 'UTC'");
        }
        connection.setAutoCommit(false);
        String enter = "SELECT set_config('astir.organization', ?, true)";
        entry = connection.prepareStatement(enter);
        toldEntry = connection.prepareStatement(enter + ", set_config('astir.time_zone', ?, true)");
        insert = connection.prepareStatement(Sql.read("insert.sql"));
    }

    /** Begins a transaction of this organization. */
    void enter(UUID organizationId) throws SQLException {
        entry.setString(1, organizationId.toString());
        entry.execute();
    }

    /**
     * Stores a batch in a transaction of its own.
     *
     * @return how many of its rows were new
     */
    int store(Batch batch, Marks marks) throws SQLException {
        return store(batch, marks, 0);
    }

    int store(Batch batch, Marks marks, int skewMillis) throws SQLException {
        if (marks == Marks.TOLD) {
            toldEntry.setString(1, batch.person.organizationId().toString());
            toldEntry.setString(2, batch.person.timeZone().getId());
            toldEntry.execute();
        } else {
            enter(batch.person.organizationId());
        }
        batch.bind(insert, skewMillis);
        int stored = 0;
        try (ResultSet rows = insert.executeQuery()) {
            while (rows.next()) {
                rows.getString(1);
                stored++;
            }
        }
        connection.commit();
        return stored;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
