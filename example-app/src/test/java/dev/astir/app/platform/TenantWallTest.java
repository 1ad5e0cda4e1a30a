package dev.astir.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wall at the level of SQL, on a database whose wall the tests may break. */
class TenantWallTest extends WalledDatabase {

    /** Nobody rewrites what happened. */
    private static final Set<String> ADD_ONLY = Set.of("audit_entries");

    TenantWallTest(Walled walled) {
        super(walled);
    }

    @Test
    void standsAfterTheMigrations() {
        TenantWall.prove(address());
    }

    @Test
    void migratesASecondTimeWithoutChange() {
        Migrations.run(address());

        TenantWall.prove(address());
    }

    @Test
    void theConfiguredUserIsNoSuperuser() throws SQLException {
        assertThat(text("SELECT rolsuper::text FROM pg_roles WHERE rolname = current_user"))
                .isEqualTo("false");
    }

    @Test
    void aQueryThatForgetsTheWhereSeesItsOwnRowsAlone() throws SQLException {
        UUID mine = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        createOrganization(mine);
        createOrganization(other);

        assertThat(asTenant(mine, "SELECT string_agg(id::text, ',') FROM organizations"))
                .isEqualTo(mine.toString());
        assertThat(asTenant(null, "SELECT count(*)::text FROM organizations")).isEqualTo("0");
    }

    /** Every table that the catalog says is a tenant's, with a row of each of two tenants. */
    @Test
    void inEveryTableAForgottenWhereMeetsOwnRowsAlone() throws SQLException {
        List<String> tables =
                List.of(
                        text("""
                        SELECT string_agg(c.relname, ' ' ORDER BY c.relname)
                        FROM pg_class c
                        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                          AND c.relnamespace = 'public'::regnamespace
                          AND EXISTS (SELECT FROM pg_attribute a
                                      WHERE a.attrelid = c.oid
                                        AND a.attname = 'organization_id')
                        """)
                                .split(" "));
        UUID mine = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        for (UUID organization : List.of(mine, other)) {
            createOrganization(organization);
            asTenant(organization, TenantRows.ADA.formatted(organization));
            asTenant(organization, TenantRows.A_ROW_OF_EACH.formatted(organization));
            asTenant(
                    organization,
                    "DELETE FROM day_marks WHERE id > (SELECT min(id) FROM day_marks) RETURNING day");
        }

        assertThat(tables).contains("users", "projects", "agents", "presence");
        for (String table : tables) {
            String count = "SELECT count(*)::text FROM " + table;
            if (ADD_ONLY.contains(table)) {
                addOnly(mine, table);
            } else {
                writable(mine, other, table);
            }
        }
        // Everything of the own organization hangs on its row, and nothing of the other one does.
        asTenant(mine, "DELETE FROM organizations RETURNING name");
        for (String table : tables) {
            String count = "SELECT count(*)::text FROM " + table;
            assertThat(asTenant(mine, count)).as("left of %s", table).isEqualTo("0");
            assertThat(asTenant(other, count)).as("the other's %s", table).isEqualTo("1");
        }
    }

    private void writable(UUID mine, UUID other, String table) throws SQLException {
        String claim = "UPDATE " + table + " SET organization_id = organization_id";
        assertThat(
                        asTenant(
                                mine,
                                "WITH x AS (%s RETURNING 1) SELECT count(*)::text FROM x"
                                        .formatted(claim)))
                .as(table)
                .isEqualTo("1");
        assertThatThrownBy(() ->
                        asTenant(
                                mine,
                                "UPDATE %s SET organization_id = '%s' RETURNING 1"
                                        .formatted(table, other)))
                .as("a row of %s given away", table)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("row-level security");
    }

    private void addOnly(UUID mine, String table) {
        for (String change :
                List.of("UPDATE %s SET at = now() RETURNING 'x'", "DELETE FROM %s RETURNING 'x'")) {
            assertThatThrownBy(() -> asTenant(mine, change.formatted(table)))
                    .as(change, table)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aTenantCannotWriteForAnother() {
        UUID other = UUID.randomUUID();

        assertThatThrownBy(() ->
                        asTenant(
                                UUID.randomUUID(),
                                "INSERT INTO organizations VALUES ('"
                                        + other
                                        + "', 'x', 'UTC', 300, 32400, false, false, false,"
                                        + " 365, 'standard', now(), now()) RETURNING name"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("row-level security");
    }

    @Test
    void theSecondRoleChangesNothingThatItWasNotGranted() {
        assertThatThrownBy(() -> execute("SET ROLE astir_system; DELETE FROM users"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void aTenantPublishesToItsOwnFeedAlone() throws SQLException {
        UUID mine = UUID.randomUUID();
        UUID other = UUID.randomUUID();

        assertThat(asTenant(mine, insertIntoOutbox(mine))).isNotBlank();
        assertThatThrownBy(() -> asTenant(mine, insertIntoOutbox(other)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("row-level security");
        assertThatThrownBy(() -> asTenant(null, insertIntoOutbox(mine)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("row-level security");
        assertThat(asTenant(mine, "SELECT count(number)::text FROM activity_outbox"))
                .isEqualTo("1");
        assertThat(asTenant(other, "SELECT count(number)::text FROM activity_outbox"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT message FROM activity_outbox",
                "UPDATE activity_outbox SET message = '' RETURNING number",
                "DELETE FROM activity_outbox RETURNING number",
                "SELECT id FROM activity_events",
                "SELECT feed FROM activity_feeds",
                // What the app does by itself is nobody's own.
                "SELECT task_name FROM scheduled_tasks",
                "UPDATE scheduled_tasks SET execution_time = now() RETURNING task_name",
                "SELECT last_error FROM job_runs",
                "UPDATE job_runs SET last_error = NULL RETURNING name",
                "SELECT client_id FROM client_activity_silence",
                "UPDATE client_activity SET last_seen = now() RETURNING client_id",
                "INSERT INTO client_activity (client_id) VALUES ('x') RETURNING client_id",
                "UPDATE client_activity_daily SET hits = 1 RETURNING client_id",
                "SELECT last_run FROM client_silence_clock",
            })
    void aTenantDoesNothingElseWithTablesOfNoOrganization(String query) {
        assertThatThrownBy(() -> asTenant(UUID.randomUUID(), query))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    /**
     * The tracker's tables have no organization: whose a client is says the tenant's own tables.
     */
    @ParameterizedTest
    @ValueSource(strings = {"client_activity", "client_activity_daily"})
    void aTenantSeesAndForgetsItsOwnClientsAlone(String table) throws SQLException {
        UUID mine = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        for (UUID organization : List.of(mine, other)) {
            createOrganization(organization);
            asTenant(organization, TenantRows.ADA.formatted(organization));
            asTenant(organization, TenantRows.A_ROW_OF_EACH.formatted(organization));
        }
        execute(
                """
                SET ROLE astir_system;
                INSERT INTO client_activity (client_id)
                SELECT id::text FROM users UNION SELECT id::text FROM agents
                UNION SELECT id::text FROM api_tokens UNION SELECT 'somebody'
                ON CONFLICT DO NOTHING;
                INSERT INTO client_activity_daily (client_id, activity, day, hits, last_seen)
                SELECT client_id, 'api', '2026-06-01', 1, last_seen FROM client_activity
                ON CONFLICT DO NOTHING
                """);

        String count = "SELECT count(*)::text FROM " + table;
        // The person, and the one thing that is a device's and a token's id.
        assertThat(asTenant(mine, count)).isEqualTo("2");
        assertThat(asTenant(null, count)).isEqualTo("0");
        assertThat(
                        asTenant(
                                mine,
                                "WITH x AS (DELETE FROM %s RETURNING 1) SELECT count(*)::text FROM x"
                                        .formatted(table)))
                .isEqualTo("2");
        assertThat(asTenant(mine, count)).isEqualTo("0");
        assertThat(asTenant(other, count)).isEqualTo("2");
    }

    @Test
    void theSecondRoleTakesEverythingFromTheOutbox() throws SQLException {
        UUID somebody = UUID.randomUUID();
        String number = asTenant(somebody, insertIntoOutbox(somebody));

        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE astir_system");
            try (ResultSet rows =
                    statement.executeQuery(
                            "DELETE FROM activity_outbox WHERE number = "
                                    + number
                                    + " RETURNING feed")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo(somebody.toString());
            }
        }
    }

    private static String insertIntoOutbox(UUID feed) {
        return "INSERT INTO activity_outbox (id, feed, event_type, occurred_at, message, icon, color,"
                + " important, metadata) VALUES (gen_random_uuid(), '"
                + feed
                + "', 'session.started', now(), 'Ada started working', '', '', false, '{}')"
                + " RETURNING number::text";
    }
}
