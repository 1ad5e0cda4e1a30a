package dev.astir.app.platform;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever makes a hole into the wall is told of it, and the app does not run. */
class TenantWallHolesTest extends WalledDatabase {

    TenantWallHolesTest(Walled walled) {
        super(walled);
    }

    @Test
    void noticesATableThatIsOpenToTenants() throws SQLException {
        execute("CREATE TABLE forgotten (x int); GRANT SELECT ON forgotten TO astir_tenant");
        try {
            assertHole("table forgotten is open to role astir_tenant");
        } finally {
            execute("DROP TABLE forgotten");
        }
    }

    @Test
    void noticesAColumnThatIsOpenToTenants() throws SQLException {
        execute("CREATE TABLE forgotten (x int); GRANT SELECT (x) ON forgotten TO astir_tenant");
        try {
            assertHole("table forgotten is open to role astir_tenant");
        } finally {
            execute("DROP TABLE forgotten");
        }
    }

    @Test
    void noticesATableWhoseOwnerIsNotBound() throws SQLException {
        execute("ALTER TABLE users NO FORCE ROW LEVEL SECURITY");
        try {
            assertHole("table users is open to role astir_tenant");
        } finally {
            execute("ALTER TABLE users FORCE ROW LEVEL SECURITY");
        }
    }

    @Test
    void noticesAPolicyThatLetsEverythingThrough() throws SQLException {
        execute("CREATE POLICY leak ON organizations TO astir_tenant USING (true)");
        try {
            assertHole("a query without an organization sees rows of organizations");
        } finally {
            execute("DROP POLICY leak ON organizations");
        }
    }

    @Test
    void theAppRefusesToRunWithAHole() throws SQLException {
        execute("ALTER TABLE users DISABLE ROW LEVEL SECURITY");
        Settings settings =
                Settings.from(
                        Map.of(
                                "ASTIR_DATABASE_URL",
                                address().url(),
                                "ASTIR_DATABASE_USER",
                                "astir",
                                "ASTIR_DATABASE_PASSWORD",
                                password(),
                                "ASTIR_SECRET",
                                "0123456789abcdef0123456789abcdef"));
        try {
            assertThatThrownBy(() -> Platform.start(settings).close())
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("does not run")
                    .hasMessageContaining("table users");
        } finally {
            execute("ALTER TABLE users ENABLE ROW LEVEL SECURITY");
        }
    }

    private void assertHole(String hole) {
        assertThatThrownBy(() -> TenantWall.prove(address()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(hole);
    }
}
