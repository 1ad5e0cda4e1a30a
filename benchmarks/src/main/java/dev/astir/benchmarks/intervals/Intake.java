package dev.astir.benchmarks.intervals;

import dev.astir.benchmarks.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Eight connections that store batches as fast as they can, each batch in a transaction of its own
 * that is flushed to disk. Not safe for use by several threads.
 */
final class Intake implements AutoCloseable {
    static final int CONNECTIONS = 8;

    private final List<Person> people;
    private final long nanos;
    private final List<Tenant> tenants = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    private long next;

    Intake(PostgresServer postgres, Size size) throws Exception {
        people = size.everybody();
        nanos = TimeUnit.MILLISECONDS.toNanos(size.millis());
        for (int i = 0; i < CONNECTIONS; i++) {
            tenants.add(new Tenant(postgres.dataSource()));
        }
    }

    /** Which batches were stored, by the numbers that they are made of, and how fast. */
    record Run(long first, long end, boolean isRandom, double rowsASecond) {}

    /** Stores batches that were not there. */
    Run fresh(Marks marks, boolean isRandom) throws Exception {
        Run run = run(marks, new Run(next, Long.MAX_VALUE, isRandom, 0), Batch.ROWS);
        next = run.end();
        return run;
    }

    /** Stores the batches of a run again, which changes nothing. */
    Run resent(Marks marks, Run earlier) throws Exception {
        return run(marks, earlier, 0);
    }

    private Run run(Marks marks, Run batches, int expected) throws Exception {
        AtomicLong turn = new AtomicLong(batches.first());
        long start = System.nanoTime();
        List<Future<Long>> running = new ArrayList<>();
        for (Tenant tenant : tenants) {
            running.add(
                    threads.submit(() -> {
                        long sent = 0;
                        while (System.nanoTime() - start < nanos) {
                            long number = within(turn.getAndIncrement(), batches);
                            Batch batch = new Batch(number, people, batches.isRandom());
                            int stored = tenant.store(batch, marks);
                            if (stored != expected) {
                                throw new IllegalStateException(
                                        stored + " rows were new, not " + expected);
                            }
                            sent += Batch.ROWS;
                        }
                        return sent;
                    }));
        }
        long rows = 0;
        for (Future<Long> each : running) {
            rows += each.get();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Run(batches.first(), turn.get(), batches.isRandom(), rows / seconds);
    }

    private static long within(long number, Run batches) {
        return batches.first() + (number - batches.first()) % (batches.end() - batches.first());
    }

    /**
     * Stores a batch, and again with the times of another clock skew.
     *
     * @return how many of its rows were stored twice
     */
    int doubledBySkew() throws Exception {
        Batch batch = new Batch(next++, people, false);
        tenants.get(0).store(batch, Marks.NONE);
        return tenants.get(0).store(batch, Marks.NONE, 137);
    }

    @Override
    public void close() throws Exception {
        threads.shutdownNow();
        for (Tenant tenant : tenants) {
            tenant.close();
        }
    }
}
