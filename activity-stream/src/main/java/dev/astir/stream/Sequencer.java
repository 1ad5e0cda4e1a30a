package dev.astir.stream;

import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.ActivityStore.Publication;
import dev.astir.stream.postgres.TransactionOutbox;
import dev.astir.stream.postgres.TransactionOutbox.Sequenced;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives positions to what callers wrote in their own transactions. While transactions that wrote
 * here are open, it asks every few milliseconds whether one of them has ended, less and less often
 * for one that stays open. Every node also looks once a second for what a crash has left behind.
 * Thread-safe.
 */
final class Sequencer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);
    private static final int LARGEST_BATCH = 500;
    private static final long QUICK_NANOS = Duration.ofMillis(2).toNanos();
    private static final long SLOW_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long STOP_SECONDS = 10;

    private final TransactionOutbox outbox;
    private final Consumer<List<Committed>> afterCommit;
    private final Thread thread = new Thread(this::run, "astir-stream-sequencer");

    /** A permit says that there is something new to look after. */
    private final Semaphore news = new Semaphore(0);

    /** Transactions that wrote here and are not known to have ended; guarded by itself. */
    private final Set<String> open = new HashSet<>();

    private volatile boolean closed;

    Sequencer(TransactionOutbox outbox, Consumer<List<Committed>> afterCommit) {
        this.outbox = outbox;
        this.afterCommit = afterCommit;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    OutboxReceipt publish(Connection connection, Publication publication) {
        OutboxReceipt receipt = outbox.write(connection, publication);
        synchronized (open) {
            open.add(receipt.transaction());
        }
        news.release();
        return receipt;
    }

    OutboxStats stats() {
        return outbox.stats();
    }

    private void run() {
        long interval = SLOW_NANOS;
        long looked = System.nanoTime() - SLOW_NANOS;
        while (!closed) {
            try {
                if (news.tryAcquire(interval, TimeUnit.NANOSECONDS)) {
                    news.drainPermits();
                    interval = QUICK_NANOS;
                }
                boolean isDue = System.nanoTime() - looked >= SLOW_NANOS;
                Set<String> ended = ended();
                if (isDue || !ended.isEmpty()) {
                    looked = System.nanoTime();
                    boolean isEmpty = sequence();
                    interval = next(interval, ended, isEmpty);
                } else {
                    interval = Math.min(2 * interval, SLOW_NANOS);
                }
            } catch (InterruptedException e) {
                closed = true;
            } catch (RuntimeException e) {
                LOG.warn("the outbox could not be sequenced; trying again", e);
                forget();
                interval = SLOW_NANOS;
            }
        }
    }

    private Set<String> ended() {
        Set<String> asked;
        synchronized (open) {
            asked = Set.copyOf(open);
        }
        return asked.isEmpty() ? asked : outbox.ended(asked);
    }

    /** Looking once a second finds whatever they left. */
    private void forget() {
        synchronized (open) {
            open.clear();
        }
    }

    /** What ended before everything was sequenced is done with. */
    private long next(long interval, Set<String> ended, boolean isEmpty) {
        synchronized (open) {
            if (isEmpty) {
                open.removeAll(ended);
                return open.isEmpty() ? SLOW_NANOS : Math.min(2 * interval, SLOW_NANOS);
            }
        }
        // Another node is at it.
        return QUICK_NANOS;
    }

    /** Returns whether nothing is left. */
    private boolean sequence() {
        Sequenced sequenced;
        do {
            sequenced = outbox.sequence(LARGEST_BATCH);
            sequenced
                    .refused()
                    .forEach((number, error) ->
                            LOG.error("row {} of activity_outbox is set aside: {}", number, error));
            tell(sequenced.committed());
        } while (sequenced.rows() == LARGEST_BATCH && !closed);
        return sequenced.wasAlone();
    }

    /** What is stored is stored: subscribers also look for themselves. */
    private void tell(List<Committed> committed) {
        try {
            if (!committed.isEmpty()) {
                afterCommit.accept(committed);
            }
        } catch (RuntimeException e) {
            LOG.warn("{} stored events were not announced", committed.size(), e);
        }
    }

    /** Ends the work of this node; another one, or the next start, goes on. Blocks. */
    @Override
    public void close() {
        closed = true;
        news.release();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
