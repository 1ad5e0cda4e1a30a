package dev.astir.benchmarks;

import dev.astir.benchmarks.TrackedServer.Tracking;
import dev.astir.tracker.postgres.PostgresActivityStore;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What is stored of the requests that a server answered before it ended by SIGTERM, under as much
 * load as it takes. Each request is of a client of its own, so that none can stand in for another.
 */
final class TerminationBenchmark {
    private static final int ENDS = Settings.number("termination.ends", 5);
    private static final int SECONDS = Settings.seconds("termination.seconds", 10);

    private static final int CONNECTIONS = 32;
    private static final int MAX_CLIENTS = 5_000_000;
    private static final int STEP_MILLIS = 170; // moves the end through the tracker's interval

    private final LastAnswered answered = new LastAnswered(MAX_CLIENTS);
    private final AtomicInteger clients = new AtomicInteger();
    private volatile boolean ending;

    private TerminationBenchmark() {}

    static Table compare() throws IOException, SQLException, InterruptedException {
        Table table =
                new Table(
                        "SIGTERM under full load",
                        "clients answered",
                        "missing (bar 0)",
                        "stored",
                        "end took, ms");
        try (PostgresServer database = new PostgresServer()) {
            PostgresActivityStore.of(database.dataSource()).createTables();
            for (int i = 0; i < ENDS; i++) {
                database.execute("TRUNCATE client_activity");
                new TerminationBenchmark()
                        .end(database, TimeUnit.SECONDS.toMillis(SECONDS) + i * STEP_MILLIS, table);
            }
        }
        return table;
    }

    private void end(PostgresServer database, long afterMillis, Table table)
            throws IOException, SQLException, InterruptedException {
        long took;
        try (ServerProcess server = new ServerProcess(database, Tracking.SHARED_POOL);
                LoadGenerator load =
                        LoadGenerator.start(
                                server.port(),
                                RequestBytes.post(),
                                Stream.generate(NewClients::new).limit(CONNECTIONS).toList())) {
            Thread.sleep(afterMillis);
            long start = System.nanoTime();
            ending = true;
            server.terminate();
            took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            load.await();
        }
        LastAnswered.Snapshot all = answered.snapshot();
        if (all.size() == 0) {
            throw new IllegalStateException("The server answered nothing");
        }
        try (Connection connection = database.dataSource().getConnection()) {
            table.row(
                    "after %,d ms".formatted(afterMillis),
                    "%,d".formatted(all.size()),
                    "%,d".formatted(all.missing(connection)),
                    "%,d".formatted(database.number("SELECT count(*) FROM client_activity")),
                    "%,d".formatted(took));
        }
    }

    /** A connection of which each request is of a new client, until the server is gone. */
    private final class NewClients implements Script {
        private long sentMillis;

        @Override
        public int next() {
            int client = clients.getAndIncrement();
            if (client >= MAX_CLIENTS) {
                throw new IllegalStateException("More than " + MAX_CLIENTS + " requests");
            }
            sentMillis = System.currentTimeMillis();
            return client;
        }

        @Override
        public void answered(int client) {
            answered.add(client, sentMillis);
        }

        @Override
        public boolean failed(int client, IOException cause) throws IOException {
            if (!ending) {
                throw cause;
            }
            return false;
        }
    }
}
