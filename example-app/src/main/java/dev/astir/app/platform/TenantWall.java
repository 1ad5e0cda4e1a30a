package dev.astir.app.platform;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Proves at start that the tenants' rows are walled off; see the first migration. Stateless. */
final class TenantWall {

    /** What the app's ordinary connections are: sees the organization of its transaction alone. */
    static final String TENANT_ROLE = "astir_tenant";

    /** What look-ups before a tenant is known, jobs, and the libraries' tables use. */
    static final String SYSTEM_ROLE = "astir_system";

    private TenantWall() {}

    /**
     * @throws SettingsException naming what is open; the app must not run then
     */
    static void prove(Settings.Database database) {
        try (Connection connection = Migrations.dataSource(database).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            List<String> holes = new ArrayList<>();
            proveRoles(statement, holes);
            proveTables(statement, holes);
            proveByTrying(statement, holes);
            connection.rollback();
            if (!holes.isEmpty()) {
                throw new SettingsException(
                        "The database does not keep organizations apart, so Astir does not run: "
                                + String.join("; ", holes));
            }
        } catch (SQLException e) {
            throw new SettingsException(
                    "The database cannot be checked for the separation of organizations: "
                            + e.getMessage());
        }
    }

    private static void proveRoles(Statement statement, List<String> holes) throws SQLException {
        collect(
                statement,
                """
                SELECT 'role ' || rolname || ' may log in, or pass the wall' FROM pg_roles
                WHERE rolname IN ('astir_tenant', 'astir_system')
                  AND (rolsuper OR rolbypassrls OR rolcanlogin)
                """,
                holes);
        collect(
                statement,
                """
                SELECT 'table ' || c.oid::regclass || ' belongs to role ' || r.rolname
                FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
                WHERE r.rolname = 'astir_tenant'
                """,
                holes);
    }

    private static void proveTables(Statement statement, List<String> holes) throws SQLException {
        collect(
                statement,
                """
                SELECT 'table ' || c.oid::regclass || ' is open to role astir_tenant'
                FROM pg_class c
                WHERE c.relkind IN ('r', 'p')
                  AND (has_table_privilege('astir_tenant', c.oid, 'DELETE')
                       OR has_any_column_privilege('astir_tenant', c.oid, 'SELECT, INSERT, UPDATE'))
                  AND c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
                  AND (NOT c.relrowsecurity OR NOT c.relforcerowsecurity
                       OR NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
                """,
                holes);
    }

    /** Writes an organization as a tenant, loses the tenant, and looks; all of it rolled back. */
    private static void proveByTrying(Statement statement, List<String> holes) throws SQLException {
        statement.execute("SET LOCAL ROLE " + TENANT_ROLE);
        statement.execute("SELECT set_config('astir.organization', gen_random_uuid()::text, true)");
        statement.execute(
                """
                INSERT INTO organizations (id, name, time_zone, created_at, updated_at)
                VALUES (current_setting('astir.organization')::uuid, 'wall', 'UTC', now(), now())
                """);
        collect(
                statement,
                "SELECT 'a tenant does not see its own rows' WHERE NOT EXISTS (SELECT FROM organizations)",
                holes);
        statement.execute("SELECT set_config('astir.organization', '', true)");
        collect(
                statement,
                """
                SELECT 'a query without an organization sees rows of ' || name FROM (
                    SELECT 'organizations' AS name FROM organizations UNION
                    SELECT 'users' FROM users) AS seen
                """,
                holes);
    }

    private static void collect(Statement statement, String query, List<String> holes)
            throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                holes.add(rows.getString(1));
            }
        }
    }
}
