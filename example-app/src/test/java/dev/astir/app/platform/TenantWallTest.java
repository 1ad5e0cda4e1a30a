package dev.astir.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.app.TestApp;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wall at the level of SQL, on a database whose wall the tests may break. */
class TenantWallTest {

    /** First, so that she has a zone when there is something of hers. */
    private static final String ADA =
            """
            INSERT INTO users (organization_id, id, name, email, password_hash, role, status,
                               created_at, updated_at)
            VALUES ('%s', gen_random_uuid(), 'Ada', 'ada@example.org', '', 'admin', 'active', now(),
                    now())
            RETURNING name
            """;

    /** One row of every other tenant's table, for the organization that is put in. */
    private static final String A_ROW_OF_EACH =
            """
            WITH o AS (SELECT '%s'::uuid AS id, (SELECT id FROM users) AS ada,
                              gen_random_uuid() AS thing,
                              sha256(gen_random_uuid()::text::bytea) AS hash),
            families AS (INSERT INTO token_families (organization_id, id, user_id, created_at, expires_at)
                SELECT id, thing, ada, now(), now() FROM o),
            tokens AS (INSERT INTO refresh_tokens (organization_id, hash, family_id, expires_at)
                SELECT id, hash, thing, now() FROM o),
            resets AS (INSERT INTO password_resets (organization_id, id, user_id, token_hash,
                                                    requested_at, expires_at)
                SELECT id, thing, ada, hash, now(), now() FROM o),
            projects AS (INSERT INTO projects (organization_id, id, name, created_by, created_at)
                SELECT id, thing, 'Ours', ada, now() FROM o),
            policies AS (INSERT INTO policies (organization_id, version, text, capture_titles,
                                               introspection, idle_after_seconds, created_at)
                SELECT id, 1, 'text', false, false, 300, now() FROM o),
            agreed AS (INSERT INTO policy_acknowledgements (organization_id, user_id, version,
                                                            acknowledged_at)
                SELECT id, ada, 1, now() FROM o),
            enrolment AS (INSERT INTO enrolment_tokens (organization_id, id, user_id, created_by,
                                                        token_hash, created_at, expires_at, max_uses,
                                                        revoked_at)
                SELECT id, thing, ada, ada, hash, now(), now(), 1, now() FROM o),
            agents AS (INSERT INTO agents (organization_id, id, user_id, hostname, os, key_hash, status,
                                           acknowledged_policy, enrolled_at)
                SELECT id, thing, ada, 'desk', 'Linux', hash, 'active', 1, now() FROM o),
            api_tokens AS (INSERT INTO api_tokens (organization_id, id, user_id, name, prefix,
                                                   token_hash, scopes, created_at)
                SELECT id, thing, ada, 'deploy', 'ast_abc', hash, ARRAY['read'], now() FROM o),
            watches AS (INSERT INTO client_watches (organization_id, client_id, kind, name, user_id)
                SELECT id, thing, 'token', 'deploy', ada FROM o),
            presence AS (INSERT INTO presence (organization_id, agent_id, user_id, connection_id, state,
                                               since, last_seen, expires_at)
                SELECT id, thing, ada, thing, 'idle', now(), now(), now() FROM o),
            mails AS (INSERT INTO mails (organization_id, id, recipient, subject, status, created_at,
                                         next_attempt_at, good_until)
                SELECT id, thing, 'ada@example.org', 'Hello', 'sent', now(), now(), now() FROM o),
            invitations AS (INSERT INTO invitations (organization_id, id, email, role, token_hash,
                                                     invited_by, created_at, sent_at, expires_at)
                SELECT id, thing, 'bob@example.org', 'employee', hash, ada, now(), now(), now() FROM o),
            seen AS (INSERT INTO presence_last_seen (organization_id, user_id, last_seen)
                SELECT id, ada, now() FROM o),
            sessions AS (INSERT INTO work_sessions (organization_id, id, user_id, project_id, start_time,
                                                    status)
                SELECT id, thing, ada, thing, now(), 'active' FROM o),
            providers AS (INSERT INTO identity_providers (organization_id, id, name, issuer, client_id,
                                                          allowed_domains, admin_values, manager_values,
                                                          enabled, auto_create, created_at, updated_at)
                SELECT id, thing, 'Ours', 'https://login.example.org', 'astir', '{}', '{}', '{}', true,
                       true, now(), now() FROM o),
            links AS (INSERT INTO identity_links (organization_id, id, provider_id, issuer, subject,
                                                  user_id, created_at)
                SELECT id, thing, thing, 'https://login.example.org', 'ada', ada, now() FROM o),
            states AS (INSERT INTO used_sign_in_states (organization_id, hash, expires_at)
                SELECT id, hash, now() FROM o),
            tasks AS (INSERT INTO tasks (organization_id, project_id, id, name, created_at)
                SELECT id, thing, thing, 'Review', now() FROM o),
            stated AS (INSERT INTO stated_times (organization_id, id, person_id, session_id,
                                                 start_time, end_time, decision, decided_by, decided_at)
                SELECT id, thing, ada, thing, now(), now() + interval '1 second', 'keep', ada, now()
                FROM o),
            corrections AS (INSERT INTO session_corrections (organization_id, id, person_id, session_id,
                                                             corrected_by, corrected_at, reason, after)
                SELECT id, thing, ada, thing, ada, now(), 'forgot', '{}' FROM o),
            weeks AS (INSERT INTO closed_weeks (organization_id, person_id, week, since, until,
                                                night_shifts, idle_after_seconds)
                SELECT id, ada, '2026-06-01', now(), now(), false, 300 FROM o),
            sheets AS (INSERT INTO timesheets (organization_id, person_id, week, state)
                SELECT id, ada, '2026-06-01', 'draft' FROM o),
            steps AS (INSERT INTO timesheet_steps (organization_id, person_id, week, action, taken_at,
                                                   taken_by)
                SELECT id, ada, '2026-06-01', 'withdrawn', now(), ada FROM o),
            prompts AS (INSERT INTO idle_prompts (organization_id, person_id, told_until)
                SELECT id, ada, now() FROM o),
            choices AS (INSERT INTO notification_choices (organization_id, user_id, not_in_browser,
                    not_by_mail, digest, at, weekday, language, told_until)
                SELECT id, ada, '{}', '{}', 'off', '08:00', 'monday', 'en', now() FROM o),
            looked AS (INSERT INTO alerts_seen (organization_id, user_id, seen_until)
                SELECT id, ada, now() FROM o),
            usage AS (INSERT INTO usage_daily (organization_id, person_id, day, kind, app, site,
                                               milliseconds)
                SELECT id, ada, '2026-06-01', 'active', '', '', 1 FROM o),
            totals AS (INSERT INTO day_totals (organization_id, person_id, day, starts_at, active_ms,
                                               private_ms, stated_ms, idle_ms, undecided_ms,
                                               discarded_ms, work_ms, sessions, hours, computed_at)
                SELECT id, ada, '2026-06-01', now(), 1, 0, 0, 0, 0, 0, 1, 0, '{}', now() FROM o),
            -- Triggers add rows of day_marks.
            intervals AS (INSERT INTO intervals (organization_id, source_id, id, person_id, started_at,
                                                 ended_at, device_started_at, source, kind, received_at)
                SELECT id, thing, thing, ada, now(), now(), now(), 'agent', 'idle', now() FROM o),
            teams AS (INSERT INTO teams (organization_id, id, name, created_at)
                SELECT id, thing, 'Platform', now() FROM o),
            managers AS (INSERT INTO team_managers (organization_id, team_id, user_id)
                SELECT id, thing, ada FROM o),
            limits AS (INSERT INTO alert_limits (organization_id, team_id, idle_alerts)
                SELECT id, thing, true FROM o),
            alerts AS (INSERT INTO alerts (organization_id, id, user_id, type, subject, opened_at,
                                           details)
                SELECT id, thing, ada, 'idle', 'ada', now(), '{}' FROM o),
            wishes AS (INSERT INTO erasure_requests (organization_id, id, user_id, status, requested_at)
                SELECT id, thing, ada, 'open', now() FROM o),
            erasures AS (INSERT INTO erasures (organization_id, user_id, names, started_at)
                SELECT id, ada, '{}', now() FROM o),
            saved AS (INSERT INTO saved_reports (organization_id, id, user_id, name, report, period,
                                                 language, created_at, updated_at)
                SELECT id, thing, ada, 'Weekly', 'user', 'last-week', 'en', now(), now() FROM o),
            recipients AS (INSERT INTO saved_report_recipients (organization_id, report_id, user_id)
                SELECT id, thing, ada FROM o),
            apps AS (INSERT INTO totp_secrets (organization_id, user_id, pending)
                SELECT id, ada, hash FROM o),
            recovery AS (INSERT INTO recovery_codes (organization_id, user_id, hash, created_at)
                SELECT id, ada, hash, now() FROM o),
            passkeys AS (INSERT INTO passkeys (organization_id, id, user_id, name, credential_id,
                                               public_key, signature_count, created_at)
                SELECT id, thing, ada, 'Key', hash, hash, 0, now() FROM o),
            challenges AS (INSERT INTO factor_challenges (organization_id, hash, user_id, password,
                                                          expires_at)
                SELECT id, hash, ada, hash, now() FROM o),
            lists AS (INSERT INTO category_lists (organization_id) SELECT id FROM o),
            categories AS (INSERT INTO categories (organization_id, id, name, rating, colour, icon,
                                                   position, created_at)
                SELECT id, thing, 'Design', 'neutral', 'grey', 'window', 1, now() FROM o),
            rules AS (INSERT INTO category_rules (organization_id, id, category_id, position, field,
                                                  match, pattern)
                SELECT id, thing, thing, 1, 'app', 'equals', 'Figma' FROM o),
            searches AS (INSERT INTO category_searches (organization_id, field, match, pattern)
                SELECT id, 'title', 'equals', 'Figma' FROM o),
            labels AS (INSERT INTO labels (organization_id, scope, app, site, version)
                SELECT id, id, 'Figma', '', 1 FROM o),
            trail AS (INSERT INTO audit_entries (organization_id, id, at, kind, action, actor_id)
                SELECT id, thing, now(), 'change', 'team.created', ada FROM o)
            SELECT 'stored'
            """;

    /** Nobody rewrites what happened. */
    private static final Set<String> ADD_ONLY = Set.of("audit_entries");

    private static Home home;
    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() {
        home = Home.take(TestApp.temporaryHome());
        database = EmbeddedDatabase.start(home);
        Migrations.run(database.address());
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
        home.close();
        PostgresBinaries.delete(home.folder());
    }

    @Test
    void standsAfterTheMigrations() {
        TenantWall.prove(database.address());
    }

    @Test
    void migratesASecondTimeWithoutChange() {
        Migrations.run(database.address());

        TenantWall.prove(database.address());
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
            asTenant(organization, ADA.formatted(organization));
            asTenant(organization, A_ROW_OF_EACH.formatted(organization));
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

    private static void writable(UUID mine, UUID other, String table) throws SQLException {
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

    private static void addOnly(UUID mine, String table) {
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
            asTenant(organization, ADA.formatted(organization));
            asTenant(organization, A_ROW_OF_EACH.formatted(organization));
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
                                database.address().url(),
                                "ASTIR_DATABASE_USER",
                                "astir",
                                "ASTIR_DATABASE_PASSWORD",
                                home.secret("database-password", ""),
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

    private static void assertHole(String hole) {
        assertThatThrownBy(() -> TenantWall.prove(database.address()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(hole);
    }

    private static void createOrganization(UUID id) throws SQLException {
        asTenant(
                id,
                "INSERT INTO organizations (id, name, time_zone, created_at, updated_at) VALUES ('"
                        + id
                        + "', 'x', 'UTC', now(), now()) RETURNING name");
    }

    /**
     * As the app's connections do it: the role for the connection, the tenant for a transaction.
     */
    private static String asTenant(UUID organizationId, String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE astir_tenant");
            connection.setAutoCommit(false);
            if (organizationId != null) {
                statement.execute(
                        "SELECT set_config('astir.organization', '" + organizationId + "', true)");
            }
            try (ResultSet rows = statement.executeQuery(query)) {
                rows.next();
                String text = rows.getString(1);
                connection.commit();
                return text;
            }
        }
    }

    private static String text(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect() throws SQLException {
        return Migrations.dataSource(database.address()).getConnection();
    }
}
