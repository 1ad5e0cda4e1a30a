package dev.astir.app.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.TestApp;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** A database of an earlier version, with somebody in it, comes to the newest form. */
class MigrationsTest {

    private static final String ID = "7b6c1f5e-0000-4000-8000-000000000001";
    private static final String THEN = "2026-01-02T03:04:05Z";

    private static final String PEOPLE =
            """
            INSERT INTO organizations (id, name, time_zone, created_at, updated_at)
            VALUES ('%1$s', 'Ours', 'UTC', now(), now());
            INSERT INTO users (organization_id, id, name, email, password_hash, role, status,
                               created_at, updated_at)
            VALUES ('%1$s', '%1$s', 'Ada', 'ada@example.org', 'x', 'admin', 'active', '%2$s', now());
            INSERT INTO token_families (organization_id, id, user_id, created_at, expires_at)
            VALUES ('%1$s', '%1$s', '%1$s', '%2$s', now());
            INSERT INTO work_sessions (organization_id, id, user_id, start_time, end_time, status)
            VALUES ('%1$s', '%1$s', '%1$s', '%2$s', now(), 'stopped');
            """
                    .formatted(ID, THEN);

    private static final String PROVIDER =
            """
            INSERT INTO identity_providers (organization_id, id, name, issuer, client_id,
                                            allowed_domains, admin_values, manager_values, enabled,
                                            auto_create, created_at, updated_at)
            VALUES ('%1$s', '%1$s', 'Ours', 'https://login.example.org', 'astir', '{}', '{}', '{}',
                    true, true, now(), now());
            UPDATE token_families SET provider_id = '%1$s';
            """
                    .formatted(ID);

    @Test
    void whatIsThereIsThereAfterwards() throws IOException, SQLException {
        Home home = Home.take(TestApp.temporaryHome());
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home)) {
            Settings.Database address = database.address();
            migrateTo(address, "11");
            execute(address, PEOPLE);
            migrateTo(address, "20");
            execute(address, PROVIDER);

            Migrations.run(address);

            TenantWall.prove(address);
            assertThat(text(address, "SELECT password_changed_at = '" + THEN + "' FROM users"))
                    .isEqualTo("t");
            assertThat(text(address, "SELECT last_used_at = '" + THEN + "' FROM token_families"))
                    .isEqualTo("t");
            assertThat(text(address, "SELECT issuer FROM token_families"))
                    .isEqualTo("https://login.example.org");
            assertThat(text(address, "SELECT time_zone FROM person_zones")).isEqualTo("UTC");
            assertThat(text(address, "SELECT count(*) FROM category_lists")).isEqualTo("1");
            assertThat(text(address, "SELECT day FROM day_marks")).isEqualTo("2026-01-02");
        } finally {
            home.close();
            PostgresBinaries.delete(home.folder());
        }
    }

    private static void migrateTo(Settings.Database address, String version) {
        Migrations.configure(Migrations.dataSource(address), Migrations.OWN, Migrations.OWN_HISTORY)
                .target(version)
                .load()
                .migrate();
    }

    private static void execute(Settings.Database address, String sql) throws SQLException {
        try (Connection connection = asTenant(address);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Settings.Database address, String sql) throws SQLException {
        try (Connection connection = asTenant(address);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection asTenant(Settings.Database address) throws SQLException {
        Connection connection = Migrations.dataSource(address).getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE astir_tenant");
            statement.execute("SET astir.organization = '" + ID + "'");
        }
        return connection;
    }
}
