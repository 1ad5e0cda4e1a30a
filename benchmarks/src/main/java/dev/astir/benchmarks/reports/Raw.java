package dev.astir.benchmarks.reports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Asks the intervals themselves, as the app would: in the role of tenants, with row-level security.
 * Not safe for use by several threads.
 */
final class Raw implements AutoCloseable {

    private final Connection connection;
    private final UUID organizationId;

    Raw(DataSource database, UUID organizationId) throws SQLException {
        this.organizationId = organizationId;
        connection = database.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE astir_tenant; SET TimeZone = 'UTC'");
        }
        connection.setAutoCommit(false);
    }

    /**
     * Reads all rows of an answer.
     *
     * @return the active time of all of them, in seconds
     */
    double ask(Question question) throws SQLException {
        try (PreparedStatement enter =
                        connection.prepareStatement(
                                "SELECT set_config('astir.organization', ?, true)");
                PreparedStatement asked = connection.prepareStatement(question.raw())) {
            enter.setString(1, organizationId.toString());
            enter.execute();
            asked.setObject(1, organizationId);
            asked.setArray(2, connection.createArrayOf("uuid", question.people().toArray()));
            asked.setObject(3, question.from());
            asked.setObject(4, question.to().plusDays(1));
            double active = 0;
            try (ResultSet rows = asked.executeQuery()) {
                while (rows.next()) {
                    active += rows.getDouble("active_seconds");
                }
            }
            connection.commit();
            return active;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
