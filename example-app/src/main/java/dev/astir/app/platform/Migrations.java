package dev.astir.app.platform;

import dev.astir.stream.StreamException;
import dev.astir.stream.postgres.StreamSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Brings the database to the newest form, as the configured user. The app and each library have
 * their own location and their own history table, so that none disturbs another. The libraries'
 * tables stand outside of the tenants' wall, and are for the second role alone, but for the
 * stream's outbox, which tenants write to, and the tracker's clients, of which they see their own.
 */
final class Migrations {

    static final String OWN = "classpath:db/migration";
    static final String OWN_HISTORY = "astir_schema_history";

    private Migrations() {}

    /**
     * @throws SettingsException when the database cannot be reached or changed
     */
    static void run(Settings.Database database) {
        DataSource owner = dataSource(database);
        try (Connection turn = owner.getConnection()) {
            await(turn);
            // The app's own first: they make the roles that the others' tables are granted to.
            migrate(owner, OWN, OWN_HISTORY);
            migrate(owner, "classpath:db/astir-tracker", "astir_tracker_history");
            execute(
                    owner,
                    "GRANT SELECT, INSERT, UPDATE, DELETE"
                            + " ON client_activity, client_activity_daily TO "
                            + TenantWall.SYSTEM_ROLE);
            // What the app makes of the tracker's tables.
            migrate(owner, "classpath:db/clients", "astir_clients_history");
            StreamSchema.migrate(owner, TenantWall.SYSTEM_ROLE);
            // What the app makes of the stream's tables.
            migrate(owner, "classpath:db/feed", "astir_feed_history");
        } catch (FlywayException | StreamException | SQLException e) {
            throw new SettingsException(
                    "The database cannot be brought to the newest form: " + reasons(e));
        }
    }

    /**
     * Lets nodes that start at once go one after the other, each until its connection is closed:
     * the lock of the library is kept in its own table, and two that make that table at once
     * disturb each other.
     */
    private static void await(Connection turn) throws SQLException {
        turn.setAutoCommit(false);
        try (Statement statement = turn.createStatement()) {
            statement.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
            statement.execute("SELECT pg_advisory_xact_lock(hashtext('astir_migrations'))");
        }
    }

    static PGSimpleDataSource dataSource(Settings.Database database) {
        return configure(new PGSimpleDataSource(), database);
    }

    /** Tells it where the database is, and as whom. */
    static <D extends PGSimpleDataSource> D configure(D dataSource, Settings.Database database) {
        dataSource.setUrl(database.url());
        if (database.user() != null) {
            dataSource.setUser(database.user());
        }
        if (database.password() != null) {
            dataSource.setPassword(database.password());
        }
        return dataSource;
    }

    private static void migrate(DataSource owner, String location, String history) {
        configure(owner, location, history).load().migrate();
    }

    static FluentConfiguration configure(DataSource owner, String location, String history) {
        return Flyway.configure()
                .dataSource(owner)
                .locations(location)
                .table(history)
                // Each finds the others' tables in the schema.
                .baselineOnMigrate(true)
                .baselineVersion("0");
    }

    private static void execute(DataSource owner, String sql) throws SQLException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** One line: the message, and what caused it where that adds something. */
    private static String reasons(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        Throwable cause = failure.getCause();
        if (cause != null && cause.getMessage() != null && !message.contains(cause.getMessage())) {
            message += ": " + cause.getMessage();
        }
        return message.strip().replaceAll("\\s*\\R\\s*", " | ");
    }
}
