package dev.astir.benchmarks.feed;

import dev.astir.benchmarks.PostgresServer;
import dev.astir.benchmarks.feed.Dialect.Transport;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;

/**
 * Writers and subscribers on two nodes, one of which is killed now and then, and what came of it.
 * Used once, by one thread.
 */
final class LossRun implements AutoCloseable {
    private static final int NODES = 2;
    private static final int TRANSACTIONAL_EACH = 4;
    private static final int STEADY_EACH = 4;
    private static final long LOOK_MILLIS = 5;

    /** Without any progress. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** What comes twice comes soon. */
    private static final long REST_MILLIS = 1_500;

    /**
     * How much there is to do.
     *
     * @param jvm options of the nodes' Java
     */
    record Size(
            int events,
            int writers,
            int subscribers,
            int kills,
            int seed,
            LossFault fault,
            String jvm) {}

    private final Size size;
    private final PostgresServer database;
    private final String feed = "loss-" + UUID.randomUUID();
    private final List<LossNode> nodes = new ArrayList<>();
    private final List<LossWriter> writers = new ArrayList<>();
    private final List<LossSubscriber> subscribers = new ArrayList<>();
    private final int[] quotas;
    private final Random random;

    private LossRun(PostgresServer database, Size size) {
        this.database = database;
        this.size = size;
        if (size.writers > LossId.MOST_WRITERS) {
            throw new IllegalArgumentException(
                    "writers: " + size.writers + "; at most " + LossId.MOST_WRITERS);
        }
        random = new Random(size.seed);
        quotas = new int[size.writers];
        for (int writer = 0; writer < size.writers; writer++) {
            quotas[writer] =
                    size.events / size.writers + (writer < size.events % size.writers ? 1 : 0);
        }
    }

    /** Runs it all. */
    static LossResult run(PostgresServer database, Size size)
            throws IOException, SQLException, InterruptedException {
        try (LossRun run = new LossRun(database, size)) {
            return run.run();
        }
    }

    private LossResult run() throws IOException, SQLException, InterruptedException {
        for (int i = 0; i < NODES; i++) {
            nodes.add(new LossNode(database.url(), feed, size.jvm));
        }
        for (int i = 0; i < size.subscribers; i++) {
            subscribers.add(subscriber(i));
        }
        await(
                "subscribers to subscribe",
                () -> subscribers.stream().allMatch(subscriber -> subscriber.offset() >= 0));
        for (int i = 0; i < size.writers; i++) {
            boolean isTransactional = i % TRANSACTIONAL_EACH == TRANSACTIONAL_EACH - 1;
            writers.add(new LossWriter(i, quotas[i], isTransactional, nodes, another()));
        }
        long start = System.nanoTime();
        writers.forEach(LossWriter::start);
        killNowAndThen();
        await("writers to end", () -> writers.stream().allMatch(LossWriter::hasEnded));
        await("the outbox to be empty", () -> number("activity_outbox WHERE feed = ") == 0);
        long head = number("activity_feeds WHERE feed = ", "head");
        boolean isReached = reached(head);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Thread.sleep(REST_MILLIS);
        return result(head, isReached, took);
    }

    private Random another() {
        return new Random(random.nextLong());
    }

    private LossSubscriber subscriber(int number) {
        Transport transport = Transport.values()[number % Transport.values().length];
        boolean isSteady = number / Transport.values().length % STEADY_EACH == 0;
        LossCheck check = new LossCheck(transport + " subscriber " + number, size.writers);
        return new LossSubscriber(
                nodes,
                transport,
                isSteady,
                another(),
                check,
                number == 0 ? size.fault : LossFault.NONE);
    }

    /**
     * Kills while writers write: they may go on while the node is away, but not so far that they
     * are done before the next kill.
     */
    private void killNowAndThen() throws IOException, InterruptedException {
        int share = size.events / (size.kills + 1);
        for (int kill = 1; kill <= size.kills; kill++) {
            long due = (long) share * kill;
            allow(due + share / 2);
            await("acknowledgements", () -> acknowledged() >= due);
            LossNode node = nodes.get(random.nextInt(nodes.size()));
            node.kill();
            node.restart();
        }
        allow(size.events);
    }

    private void allow(long events) {
        for (int i = 0; i < writers.size(); i++) {
            boolean isAll = events >= size.events;
            writers.get(i).allow(isAll ? quotas[i] : (int) (events / writers.size()) + 1);
        }
    }

    private int acknowledged() {
        return writers.stream().mapToInt(LossWriter::acknowledged).sum();
    }

    /** Whether all subscribers come so far. */
    private boolean reached(long head) throws InterruptedException {
        long behind = Long.MAX_VALUE;
        long since = System.nanoTime();
        while (System.nanoTime() - since < PATIENCE.toNanos()) {
            long now =
                    subscribers.stream().mapToLong(each -> Math.max(0, head - each.offset())).sum();
            if (now == 0) {
                return true;
            }
            if (now < behind) {
                behind = now;
                since = System.nanoTime();
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return false;
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        int before = -1;
        long since = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (acknowledged() != before) {
                before = acknowledged();
                since = System.nanoTime();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "waited for %s for %d s without progress, at %d acknowledged"
                                .formatted(what, PATIENCE.toSeconds(), before));
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private LossResult result(long head, boolean isReached, Duration took)
            throws SQLException, InterruptedException {
        LossTally tally = LossTally.NOTHING;
        long reconnects = 0;
        long sentAway = 0;
        subscribers.forEach(LossSubscriber::close);
        for (LossSubscriber subscriber : subscribers) {
            tally = tally.plus(subscriber.finish(quotas));
            reconnects += subscriber.reconnects();
            sentAway += subscriber.sentAway();
        }
        return new LossResult(
                sum(LossWriter::published),
                acknowledged(),
                sum(LossWriter::changes),
                sum(LossWriter::retried),
                sum(LossWriter::failed),
                size.kills,
                reconnects,
                sentAway,
                isReached,
                table(head),
                tally,
                took);
    }

    private int sum(ToIntFunction<LossWriter> of) {
        return writers.stream().mapToInt(of).sum();
    }

    private LossResult.Stored table(long head) throws SQLException {
        String offsets =
                "(SELECT created AS at FROM activity_events WHERE feed = '%1$s' UNION ALL"
                        + " SELECT changed FROM activity_events WHERE feed = '%1$s'"
                        + " AND changed <> created) AS offsets";
        String all = offsets.formatted(feed);
        return new LossResult.Stored(
                number("activity_events WHERE feed = "),
                head,
                database.number("SELECT count(*) FROM " + all),
                database.number(
                        "SELECT count(DISTINCT at) FROM "
                                + all
                                + " WHERE at BETWEEN 1 AND "
                                + head));
    }

    private long number(String rows) {
        return number(rows, "count(*)");
    }

    private long number(String rows, String what) {
        try {
            return database.number("SELECT " + what + " FROM " + rows + "'" + feed + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        writers.forEach(LossWriter::close);
        subscribers.forEach(LossSubscriber::close);
        nodes.forEach(LossNode::close);
    }
}
