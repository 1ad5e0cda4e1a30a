package dev.astir.benchmarks.feed;

import dev.astir.benchmarks.PostgresServer;
import dev.astir.benchmarks.Settings;
import dev.astir.benchmarks.Table;
import java.util.List;
import java.util.Locale;

/**
 * Whether anything is lost or comes twice: writers on two nodes, subscribers that come back at
 * random by their position, and a node that is killed again and again. Anything lost, repeated or
 * out of order ends the program with an error. It can run as long as one likes: {@code
 * -Dastir.bench.loss.events=10000000}.
 */
public final class LossBenchmark {
    private static final int EVENTS = Settings.number("loss.events", 100_000);
    private static final int WRITERS = Settings.number("loss.writers", 16);
    private static final int SUBSCRIBERS = Settings.number("loss.subscribers", 32);
    private static final int KILLS = Settings.number("loss.kills", 10);
    private static final int SEED = Settings.number("loss.seed", 1);
    private static final String JVM = Settings.text("loss.jvm", "-Xms256m -Xmx256m");

    /** {@code drop} or {@code repeat} does so to one message, which must be noticed. */
    private static final String FAULT = Settings.text("loss.fault", "none");

    private LossBenchmark() {}

    /** Runs it. */
    public static Table compare() throws Exception {
        LossRun.Size size =
                new LossRun.Size(
                        EVENTS, WRITERS, SUBSCRIBERS, KILLS, SEED, LossFault.of(FAULT), JVM);
        try (PostgresServer database = new PostgresServer()) {
            return table(LossRun.run(database, size));
        }
    }

    private static Table table(LossResult result) {
        Table table = new Table("what", "count");
        row(table, "events published", result.published());
        row(table, "acknowledged", result.acknowledged());
        row(table, "changes acknowledged", result.changes());
        row(table, "sent again, without an answer", result.retried());
        row(table, "nodes killed", result.kills());
        row(table, "subscribers", SUBSCRIBERS);
        row(table, "their reconnects", result.reconnects());
        row(table, "connections that nodes ended or refused", result.sentAway());
        row(table, "deliveries", result.seen().deliveries());
        row(table, "lost", result.seen().lost());
        row(table, "repeated", result.seen().repeated());
        row(table, "out of order", result.seen().outOfOrder());
        row(table, "resumptions refused", result.seen().unrecovered());
        row(table, "seconds", result.took().toSeconds());
        table.note(
                ("%d writers on 2 nodes, a quarter of them in transactions of their own; half of"
                                + " the subscribers over WebSocket, half over SSE. Events and"
                                + " changes count as deliveries; lost, repeated and out of order"
                                + " are summed over the subscribers. Seed %d.")
                        .formatted(WRITERS, SEED));
        List<String> failures = result.failures();
        failures.forEach(table::failure);
        if (failures.isEmpty()) {
            table.note("Nothing lost, nothing repeated, order kept; offsets in the table dense.");
        }
        return table;
    }

    private static void row(Table table, String what, long count) {
        table.row(what, String.format(Locale.ROOT, "%,d", count));
    }
}
