package dev.astir.app.dashboard;

import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;

/**
 * More people than can be signed up one by one in a test: they get their administrator's password,
 * a computer each, and something that they do there. Immutable.
 */
final class Crowd {

    private static final String PEOPLE =
            """
            INSERT INTO users (organization_id, id, name, email, password_hash, role, status,
                               created_at, updated_at)
            SELECT organization_id, gen_random_uuid(),
                   (ARRAY['Aisha', 'Bo', 'Carla', 'Dmitri', 'Ewa', 'Femi', 'Grete', 'Hana', 'Iker', 'Jun'])
                       [1 + i %% 10] || ' Number' || lpad(i::text, 3, '0'),
                   'crowd-' || i || '@' || organization_id, password_hash, 'employee', 'active',
                   now(), now()
            FROM users, generate_series(1, %d) AS i WHERE role = 'admin'
            """;

    private static final String COMPUTERS =
            """
            INSERT INTO agents (organization_id, id, user_id, hostname, os, key_hash, status,
                                acknowledged_policy, enrolled_at)
            SELECT organization_id, gen_random_uuid(), id, 'desk', 'Linux', sha256(id::text::bytea),
                   'active', 1, now()
            FROM users WHERE email LIKE 'crowd-%'
            """;

    /** Of ten people seven are active, one is idle, one has paused, one is offline. */
    private static final String DOING =
            """
            INSERT INTO presence (organization_id, agent_id, user_id, connection_id, state, app,
                                  since, last_seen, expires_at)
            SELECT organization_id, id, user_id, gen_random_uuid(),
                   CASE n % 10 WHEN 7 THEN 'idle' WHEN 8 THEN 'paused' ELSE 'active' END,
                   CASE WHEN n % 10 < 7 THEN
                       (ARRAY['IntelliJ IDEA', 'Firefox', 'Slack', 'Terminal', 'Figma', 'Zoom', 'Thunderbird'])
                       [1 + n % 7] END,
                   now() - n * interval '37 seconds', now(), now() + interval '1 hour'
            FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM agents) AS a
            WHERE n % 10 < 9
            """;

    private Crowd() {}

    /** Adds so many people to the organization of its administrator. */
    static void arrive(TestApp app, Person administrator, int count) {
        app.bean(Transactions.class)
                .inOrganization(
                        administrator.organizationId(),
                        () -> {
                            run(app, PEOPLE.formatted(count));
                            run(app, COMPUTERS);
                            run(app, DOING);
                        });
    }

    private static void run(TestApp app, String sql) {
        app.bean(JdbcOperations.class).prepareStatement(sql, PreparedStatement::executeUpdate);
    }
}
