package dev.astir.tracker;

import dev.astir.tracker.postgres.PostgresActivityStore;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database with the tracker's table, for the tests of the adapters: made of an empty one that
 * {@link TestPostgres} gives.
 */
public final class TrackerDatabase {
    private final PGSimpleDataSource dataSource;

    private TrackerDatabase(PGSimpleDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Creates the table in an empty database. */
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

    /** Forgets all clients. */
    public void clear() throws SQLException {
        TestPostgres.execute(dataSource, "TRUNCATE " + PostgresActivityStore.DEFAULT_TABLE);
    }
}
