package dev.astir.tracker.servlet;

import dev.astir.tracker.postgres.PostgresActivityStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/** PostgreSQL with the tracker's table. */
final class TestPostgres implements AutoCloseable {
    private final EmbeddedPostgres postgres;

    TestPostgres() throws IOException {
        postgres = EmbeddedPostgres.start();
        PostgresActivityStore.of(dataSource()).createTable();
    }

    DataSource dataSource() {
        return postgres.getPostgresDatabase();
    }

    String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    Set<String> clients() throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT client_id FROM client_activity")) {
            Set<String> clients = new TreeSet<>();
            while (rows.next()) {
                clients.add(rows.getString(1));
            }
            return clients;
        }
    }

    void clear() throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE client_activity");
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
