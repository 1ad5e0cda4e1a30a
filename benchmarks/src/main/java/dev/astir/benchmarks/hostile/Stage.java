package dev.astir.benchmarks.hostile;

import dev.astir.benchmarks.Api;
import dev.astir.benchmarks.PostgresServer;
import dev.astir.benchmarks.Settings;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.StreamPosition;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What a flood meets.
 *
 * @param app where it is
 * @param attackers the organization of those who have a login
 * @param agentKey the key of a computer there
 * @param beginning the position before the first of its events
 */
record Stage(URI app, Tenant attackers, String agentKey, String beginning) {
    /** An address that is known in many organizations. */
    static final String KNOWN = "known@everywhere.example";

    /** All letters as words, many times. */
    static final String LONG_TEXT =
            "a b c d e f g h i j k l m n o p q r s t u v w x y z ".repeat(70);

    private static final int PEOPLE = Settings.number("hostile.attackers", 10);

    /** With a kilobyte each, more than what a connection's buffers take. */
    private static final int EVENTS = Settings.number("hostile.events", 20_000);

    private static final int TOGETHER = 1_000;
    private static final int ORGANIZATIONS = 20;

    /** Makes the attackers' organization with its past, and those in which {@link #KNOWN} is. */
    static Stage set(URI app, PostgresServer database)
            throws IOException, InterruptedException, SQLException {
        Tenant attackers = Tenant.create(app, "attackers", PEOPLE, database);
        spread(attackers, database);
        return new Stage(
                app,
                attackers,
                attackers.enrol(app).agentKey(),
                publish(attackers.feed(), database));
    }

    /** The same, for an app that was started anew. */
    Stage at(URI other) {
        return new Stage(other, attackers, agentKey, beginning);
    }

    Api attackerApi(int number) {
        return new Api(app, attackers.token(number));
    }

    private static String publish(String feed, PostgresServer database) {
        String past = "The past is long and nobody reads it. ".repeat(25);
        try (ActivityStream stream = ActivityStream.of(database.dataSource())) {
            List<CompletableFuture<StreamPosition>> stored = new ArrayList<>();
            for (int i = 0; i < EVENTS; i++) {
                ActivityEvent event =
                        ActivityEvent.builder("note.written").message(past + i).build();
                stored.add(stream.publish(feed, event));
                if (stored.size() % TOGETHER == 0) {
                    StreamPosition unused = stored.getLast().join();
                }
            }
            return new StreamPosition(stored.getLast().join().epoch(), 0).toString();
        }
    }

    private static void spread(Tenant tenant, PostgresServer database) throws SQLException {
        List<String> sql = new ArrayList<>();
        sql.add(
                "CREATE TEMP TABLE place AS SELECT * FROM organizations WHERE id = '%s'"
                        .formatted(tenant.feed()));
        sql.add(
                "CREATE TEMP TABLE person AS SELECT * FROM users WHERE email = '%s'"
                        .formatted(tenant.adminEmail()));
        for (int i = 0; i < ORGANIZATIONS; i++) {
            sql.add("UPDATE place SET id = gen_random_uuid()");
            sql.add(
                    "UPDATE person SET organization_id = (SELECT id FROM place),"
                            + " id = gen_random_uuid(), email = '%s'".formatted(KNOWN));
            sql.add("INSERT INTO organizations SELECT * FROM place");
            sql.add("INSERT INTO users SELECT * FROM person");
        }
        database.execute(sql.toArray(String[]::new));
    }
}
