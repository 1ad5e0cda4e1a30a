package dev.astir.app.system;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the database to the newest form, as the configured user. The app and each library have
 * their own location and their own history table, so that none disturbs another.
 */
final class Migrations {

    private record Source(String location, String historyTable) {}

    /** In order: the app's first migration makes the roles that the others grant to. */
    private static final List<Source> SOURCES =
            List.of(new Source("classpath:db/migration", "astir_schema_history"));

    private Migrations() {}

    /**
     * @throws SettingsException when the database cannot be reached or changed
     */
    static void run(Settings.Database database) {
        try {
            for (Source source : SOURCES) {
                Flyway.configure()
                        .dataSource(database.url(), database.user(), database.password())
                        .locations(source.location())
                        .table(source.historyTable())
                        // A library's history starts beside tables that already exist.
                        .baselineOnMigrate(true)
                        .baselineVersion("0")
                        .load()
                        .migrate();
            }
        } catch (FlywayException e) {
            throw new SettingsException(
                    "The database cannot be migrated: "
                            + String.valueOf(e.getMessage())
                                    .strip()
                                    .replaceAll("\\s*\\R\\s*", " | "));
        }
    }
}
