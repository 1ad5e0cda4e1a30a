package dev.astir.benchmarks.watching;

import dev.astir.benchmarks.Latencies;
import dev.astir.benchmarks.load.Nodes;
import dev.astir.benchmarks.load.Workforce;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The peer of the logs: the same rows into the same table with the same triggers, each batch by one
 * INSERT of many rows in a transaction of its own, on some connections as fast as they can, while
 * no app runs. It checks no token, reads no session, adds no sums, and has no wall of tenants.
 */
final class PlainInserts {
    private static final String TITLE = "the same rows by plain INSERT, no app (limit)";
    private static final int CONNECTIONS = 8;
    private static final int MINUTE = 60;
    private static final String INSERT =
            """
            INSERT INTO intervals (organization_id, source_id, id, person_id, session_id,
                started_at, ended_at, posted_seconds, source, kind, app, site, url, received_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, 1, 'api', 'active', ?, ?, ?, ?)
            """;

    private final Workforce workforce;
    private final PGSimpleDataSource database;
    private final AtomicLong batches = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private volatile boolean isOver;

    private PlainInserts(Workforce workforce, PGSimpleDataSource database) {
        this.workforce = workforce;
        this.database = database;
    }

    static void measure(Report report) throws Exception {
        Workforce workforce = new Workforce(Sizes.ORGANIZATIONS, Sizes.PEOPLE);
        try (Nodes nodes = Nodes.start(1, "")) {
            workforce.settle(nodes.uri(), nodes.database(), 0);
            nodes.closeApps();
            PGSimpleDataSource database = nodes.database().dataSource();
            database.setReWriteBatchedInserts(true);
            PlainInserts inserts = new PlainInserts(workforce, database);
            try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
                    Meter meter = new Meter(nodes)) {
                List<Future<?>> running = new ArrayList<>();
                for (int i = 0; i < CONNECTIONS; i++) {
                    running.add(
                            threads.submit(() -> {
                                inserts.run();
                                return true;
                            }));
                }
                Thread.sleep(Sizes.WARM_UP);
                meter.begin();
                long before = inserts.rows.get();
                Thread.sleep(Sizes.RUN);
                long stored = inserts.rows.get() - before;
                Used used = meter.end();
                inserts.isOver = true;
                for (Future<?> each : running) {
                    Object unused = each.get();
                }
                report.add(
                        new Report.Row(
                                TITLE,
                                0,
                                "as many as there can be",
                                String.format(
                                        Locale.ROOT,
                                        "%,.0f a minute",
                                        (double) stored * MINUTE / Sizes.RUN.toSeconds()),
                                new Latencies(),
                                "",
                                used,
                                stored,
                                "log",
                                false));
            }
        }
    }

    private void run() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            while (!isOver) {
                store(insert, batches.getAndIncrement());
                connection.commit();
                rows.addAndGet(Sizes.BATCH);
            }
        }
    }

    private void store(PreparedStatement insert, long batch) throws SQLException {
        int person = (int) (batch % workforce.all());
        UUID session = Workforce.session(person);
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        for (int i = 0; i < Sizes.BATCH; i++) {
            OffsetDateTime start = now.minusSeconds(Sizes.BATCH - i);
            String site = i % 5 == 0 ? "site-" + i + ".example" : null;
            insert.setObject(1, Workforce.organization(person / workforce.people()));
            insert.setObject(2, session);
            insert.setObject(3, UUID.randomUUID());
            insert.setObject(4, Workforce.person(person));
            insert.setObject(5, session);
            insert.setObject(6, start);
            insert.setObject(7, start.plusSeconds(1));
            insert.setString(8, "application-" + i % 30);
            insert.setString(9, site);
            insert.setString(10, site == null ? null : "https://" + site + "/page/" + i);
            insert.setObject(11, now);
            insert.addBatch();
        }
        int[] unused = insert.executeBatch();
    }
}
