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

    /** Since seven hours ago they work for 50 minutes of each hour, and are away for five. */
    private static final String DAYS =
            """
            INSERT INTO intervals (organization_id, source_id, id, person_id, started_at, ended_at,
                                   device_started_at, source, kind, app, received_at)
            SELECT organization_id, id, gen_random_uuid(), user_id, at, at + length, at, 'agent',
                   kind, 'vim', now()
            FROM agents, generate_series(1, 7) AS hour,
                 LATERAL (VALUES ('active', now() - hour * interval '1 hour', interval '50 minutes'),
                                 ('idle', now() - hour * interval '1 hour' + interval '50 minutes',
                                  interval '5 minutes')) AS done (kind, at, length)
            """;

    private Crowd() {}

    /** Lets those who have a computer have a day behind them. */
    static void work(TestApp app, Person administrator) {
        app.bean(Transactions.class)
                .inOrganization(administrator.organizationId(), () -> run(app, DAYS));
    }

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
