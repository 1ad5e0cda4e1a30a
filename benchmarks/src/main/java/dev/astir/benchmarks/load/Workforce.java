package dev.astir.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.astir.benchmarks.Api;
import dev.astir.benchmarks.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The people of many organizations, each with an API token, an enrolled agent and a session that
 * has run for some hours. The app makes one organization; the others are copied from it inside the
 * database, past the app, where enrolment by HTTP would take hours: it hashes slowly and bounds
 * strangers on purpose. What they hold are real keys, of which the database has the hashes. All is
 * told by the number of a person, the first of each organization being its administrator.
 * Immutable.
 *
 * @param organizations how many there are
 * @param people of each
 */
public record Workforce(int organizations, int people) {
    private static final String PATTERN = "pattern@example.org";
    private static final String PASSWORD = "correct horse battery";
    private static final int SECRET_DIGITS = 43;

    /** How long each session has run. */
    private static final int HOURS = 4;

    private static final String ORGANIZATIONS =
            """
            INSERT INTO organizations
            SELECT (jsonb_populate_record(o, jsonb_build_object(
                'id', md5('organization ' || n), 'name', 'Organization ' || n))).*
            FROM organizations o CROSS JOIN generate_series(0, %1$d - 1) AS n
            """;

    private static final String POLICIES =
            """
            INSERT INTO policies
            SELECT (jsonb_populate_record(p, jsonb_build_object(
                'organization_id', md5('organization ' || n)))).*
            FROM policies p CROSS JOIN generate_series(0, %1$d - 1) AS n
            """;

    private static final String USERS =
            """
            INSERT INTO users
            SELECT (jsonb_populate_record(u, jsonb_build_object(
                'organization_id', md5('organization ' || n / %2$d), 'id', md5('person ' || n),
                'name', 'Person ' || n, 'email', 'person-' || n || '@example.org',
                'role', CASE WHEN n %% %2$d = 0 THEN 'admin' ELSE 'employee' END))).*
            FROM users u CROSS JOIN generate_series(0, %1$d * %2$d - 1) AS n
            """;

    private static final String EVERYBODY =
            """
            FROM (SELECT n, md5('organization ' || n / %2$d)::uuid AS organization_id,
                      md5('person ' || n)::uuid AS user_id, lpad(n::text, %3$d, '0') AS secret
                  FROM generate_series(0, %1$d * %2$d - 1) AS n) AS everybody
            """;

    private static final String AGREEMENTS =
            """
            INSERT INTO policy_acknowledgements (organization_id, user_id, version, acknowledged_at)
            SELECT organization_id, user_id, (SELECT max(version) FROM policies), now()
            """;

    private static final String TOKENS =
            """
            INSERT INTO api_tokens (organization_id, id, user_id, name, prefix, token_hash, scopes,
                created_at)
            SELECT organization_id, md5('token ' || n)::uuid, user_id, 'script', 'ast_0000',
                sha256(convert_to('ast_' || secret, 'UTF8')), '{read,write}', now()
            """;

    private static final String AGENTS =
            """
            INSERT INTO agents (organization_id, id, user_id, hostname, os, key_hash, status,
                acknowledged_policy, enrolled_at)
            SELECT organization_id, md5('agent ' || n)::uuid, user_id, 'desk-' || n, 'Linux',
                sha256(convert_to('astir_agent_' || secret, 'UTF8')), 'active',
                (SELECT max(version) FROM policies), now()
            """;

    private static final String SESSIONS =
            """
            INSERT INTO work_sessions (organization_id, id, user_id, start_time, status)
            SELECT organization_id, md5('session ' || n)::uuid, user_id,
                date_trunc('second', now()) - interval '%4$d hours', 'active'
            """;

    /** A span of each minute of the sessions, in the order in which agents would send them. */
    private static final String PAST =
            """
            INSERT INTO intervals (organization_id, source_id, id, person_id, started_at, ended_at,
                device_started_at, source, kind, app, site, received_at)
            SELECT organization_id, md5('agent ' || n)::uuid, uuidv7(), user_id, started_at,
                started_at + (20 + (n + minute) %% 40) * interval '1 second', started_at, 'agent',
                CASE WHEN minute %% 10 = 3 THEN 'idle' ELSE 'active' END,
                CASE WHEN minute %% 5 = 2 THEN 'browser'
                     ELSE 'application-' || (n + minute / 3) %% 30 END,
                CASE WHEN minute %% 5 = 2 THEN 'site-' || (n + minute) %% 50 || '.example' END,
                started_at + interval '1 minute'
            FROM (SELECT n, minute, md5('organization ' || n / %2$d)::uuid AS organization_id,
                      md5('person ' || n)::uuid AS user_id,
                      date_trunc('second', now()) - interval '%4$d hours'
                          + minute * interval '1 minute' AS started_at
                  FROM generate_series(0, %4$d * 60 - 2) AS minute
                  CROSS JOIN generate_series(0, %5$d * %2$d - 1) AS n
                  ORDER BY minute, n) AS spans
            """;

    /**
     * Puts them into the database of an app that is empty.
     *
     * @param recorded how many of the organizations have each minute of their sessions recorded
     */
    public void settle(URI app, PostgresServer database, int recorded)
            throws IOException, InterruptedException, SQLException {
        Api unused = Api.register(app, "The pattern", PATTERN, PASSWORD);
        database.execute(
                sql(ORGANIZATIONS, recorded),
                sql(POLICIES, recorded),
                sql(USERS, recorded),
                sql(AGREEMENTS + EVERYBODY, recorded),
                sql(TOKENS + EVERYBODY, recorded),
                sql(AGENTS + EVERYBODY, recorded),
                sql(SESSIONS + EVERYBODY, recorded),
                sql(PAST, recorded),
                "VACUUM (ANALYZE)",
                "CHECKPOINT");
    }

    /** The administrator of one more organization, in which nobody else is. */
    public static Api administrator(URI app) throws IOException, InterruptedException {
        return Api.signIn(app, PATTERN, PASSWORD);
    }

    private String sql(String text, int recorded) {
        return text.formatted(organizations, people, SECRET_DIGITS, HOURS, recorded);
    }

    /** How many people there are. */
    public int all() {
        return organizations * people;
    }

    /** The number of the administrator of an organization. */
    public int administrator(int organization) {
        return organization * people;
    }

    public static UUID organization(int number) {
        return id("organization " + number);
    }

    public static UUID person(int number) {
        return id("person " + number);
    }

    public static UUID agent(int number) {
        return id("agent " + number);
    }

    public static UUID session(int number) {
        return id("session " + number);
    }

    /** The person's API token. */
    public static String token(int number) {
        return "ast_" + secret(number);
    }

    /** The key of the person's agent. */
    public static String agentKey(int number) {
        return "astir_agent_" + secret(number);
    }

    private static String secret(int number) {
        return "0".repeat(SECRET_DIGITS - Integer.toString(number).length()) + number;
    }

    /** As PostgreSQL makes one of the hash, so that neither has to tell the other. */
    private static UUID id(String of) {
        try {
            String hash =
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("MD5").digest(of.getBytes(UTF_8)));
            return new UUID(
                    Long.parseUnsignedLong(hash, 0, 16, 16),
                    Long.parseUnsignedLong(hash, 16, 32, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java runtime has it
        }
    }
}
