package dev.astir.tracker;

import dev.astir.tracker.postgres.PostgresActivityStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database with the tracker's tables, for the tests of the adapters: made of an empty one that
 * {@link TestPostgres} gives.
 */
public final class TrackerDatabase {
    private final PGSimpleDataSource dataSource;

    private TrackerDatabase(PGSimpleDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Creates the tables in an empty database. */
    public static TrackerDatabase in(DataSource empty) throws SQLException {
        PostgresActivityStore.of(empty).createTables();
        return without(empty);
    }

    /** Leaves an empty database without a table, for those who create it. */
    public static TrackerDatabase without(DataSource empty) throws SQLException {
        return new TrackerDatabase(empty.unwrap(PGSimpleDataSource.class));
    }

    public DataSource dataSource() {
        return dataSource;
    }

    /** A JDBC URL that says all that is needed to connect. */
    public String url() {
        return "jdbc:postgresql://%s:%d/%s?user=%s"
                .formatted(
                        dataSource.getServerNames()[0],
                        dataSource.getPortNumbers()[0],
                        dataSource.getDatabaseName(),
                        dataSource.getUser());
    }

    /** The properties of a Micronaut data source of this name. */
    public Map<String, Object> properties(String name) {
        String prefix = "datasources." + name;
        return Map.of(prefix + ".url", url(), prefix + ".maximum-pool-size", 2);
    }

    /** The clients that are stored. */
    public Set<String> clients() {
        return new ClientActivityTable(dataSource, PostgresActivityStore.DEFAULT_TABLE)
                .lastSeen()
                .keySet();
    }

    /** How often each client did what, as {@code client activity}, on all days. */
    public Map<String, Long> hits() throws SQLException {
        Map<String, Long> hits = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT client_id || ' ' || activity, hits"
                                        + " FROM client_activity_daily")) {
            while (rows.next()) {
                hits.merge(rows.getString(1), rows.getLong(2), Long::sum);
            }
        }
        return hits;
    }

    /** Ends all connections and accepts no new one, or accepts them again. */
    public void accessible(boolean accessible) throws SQLException {
        PGSimpleDataSource other = new PGSimpleDataSource();
        other.setServerNames(dataSource.getServerNames());
        other.setPortNumbers(dataSource.getPortNumbers());
        other.setUser(dataSource.getUser());
        other.setDatabaseName("postgres");
        String name = dataSource.getDatabaseName();
        TestPostgres.execute(
                other,
                """
                ALTER DATABASE %s ALLOW_CONNECTIONS %b;
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'\
                """
                        .formatted(name, accessible, name));
    }

    /** Forgets all clients and hits. */
    public void clear() throws SQLException {
        TestPostgres.execute(dataSource, "TRUNCATE client_activity, client_activity_daily");
    }
}
