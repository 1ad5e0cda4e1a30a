package dev.astir.tracker.redis;

import dev.astir.tracker.TrackerException;
import dev.astir.tracker.postgres.PostgresActivityStore;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one sync at a time, and counts. Safe for use by several threads. */
final class SyncWork {
    private static final Logger log = LoggerFactory.getLogger(RedisToPostgresSync.class);

    private final RedisChunks chunks;
    private final DataSource dataSource;
    private final PostgresActivityStore postgres;
    private final SyncLedger ledger;
    private final String name;
    private final Duration interval;
    private final SyncListener listener;
    private final Clock clock;
    private final BooleanSupplier closed;

    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong sightings = new AtomicLong();
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong syncs = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile @Nullable Instant lastSuccess;
    private volatile boolean failing;

    SyncWork(RedisToPostgresSync.Builder builder, SyncLedger ledger, BooleanSupplier closed) {
        this.chunks = new RedisChunks(builder.redis, builder.batchSize);
        this.dataSource = builder.dataSource;
        this.postgres = builder.postgres;
        this.ledger = ledger;
        this.name = builder.name;
        this.interval = builder.interval;
        this.listener = builder.listener;
        this.clock = builder.clock;
        this.closed = closed;
    }

    SyncStats stats() {
        return new SyncStats(
                interval,
                sightings.get(),
                hits.get(),
                dropped.get(),
                syncs.get(),
                failures.get(),
                lastSuccess);
    }

    SyncResult sync() {
        lock.lock();
        try {
            long start = System.nanoTime();
            Optional<SyncSession> session = SyncSession.open(dataSource, postgres, ledger, name);
            if (session.isEmpty()) {
                return elsewhere();
            }
            Moved moved = new Moved();
            boolean all = moveAll(session.get(), moved);
            SyncResult result = new SyncResult(false, moved.sightings, moved.hits, moved.dropped);
            if (all) {
                succeeded(result, Duration.ofNanos(System.nanoTime() - start));
            }
            return result;
        } catch (SQLException e) {
            failures.incrementAndGet();
            throw new TrackerException("Could not move what is in Redis to PostgreSQL", e);
        } catch (Throwable t) {
            failures.incrementAndGet();
            throw t;
        } finally {
            lock.unlock();
        }
    }

    /** Returns false if this was closed before all was moved. */
    private boolean moveAll(SyncSession opened, Moved moved) throws SQLException {
        try (SyncSession session = opened) {
            // The second time, if an earlier sync has left something, which has to go first.
            boolean fresh = chunks.begin();
            boolean all = move(session, moved);
            if (all && !fresh) {
                chunks.begin();
                all = move(session, moved);
            }
            return all;
        }
    }

    private boolean move(SyncSession session, Moved moved) throws SQLException {
        Optional<Chunk> chunk = chunks.next(null);
        while (chunk.isPresent() && !closed.getAsBoolean()) {
            moved.add(session.write(chunk.get()));
            chunk = chunks.next(chunk.get());
        }
        return chunk.isEmpty();
    }

    private SyncResult elsewhere() {
        if (failing) { // the outage is over, or the other node's to report
            failing = false;
            log.info("Another node syncs from Redis to PostgreSQL now");
        }
        return new SyncResult(true, 0, 0, 0);
    }

    private void succeeded(SyncResult result, Duration took) {
        if (failing) {
            failing = false;
            log.info("The sync from Redis to PostgreSQL is back");
        }
        syncs.incrementAndGet();
        lastSuccess = clock.instant();
        log.debug("Moved {} sightings, {} hits", result.sightings(), result.hits());
        guard(() -> listener.onSync(result, took));
    }

    /** Reports what the background thread could not do. */
    void reportFailure(Throwable cause, Duration retryIn) {
        if (!failing) { // once an outage, not once an attempt
            failing = true;
            log.warn("Could not move what is in Redis to PostgreSQL; will try again", cause);
        }
        guard(() -> listener.onFailure(cause, retryIn));
    }

    private static void guard(Runnable call) {
        try {
            call.run();
        } catch (Throwable t) {
            log.warn("A sync listener threw", t);
        }
    }

    /** What one sync has moved so far. */
    private final class Moved {
        int sightings;
        int hits;
        int dropped;

        /** Also counts it at once, because the next chunk may fail. */
        void add(SyncSession.Written written) {
            int refused = written.rejectedSightings().size() + written.rejectedHits().size();
            sightings += written.sightings();
            hits += written.hits();
            dropped += refused;
            SyncWork.this.sightings.addAndGet(written.sightings());
            SyncWork.this.hits.addAndGet(written.hits());
            SyncWork.this.dropped.addAndGet(refused);
            written.rejectedSightings()
                    .forEach(each -> {
                        logDrop(each);
                        guard(() -> listener.onDrop(each.row(), each.cause()));
                    });
            written.rejectedHits()
                    .forEach(each -> {
                        logDrop(each);
                        guard(() -> listener.onDrop(each.row(), each.cause()));
                    });
        }

        private void logDrop(SyncSession.Rejected<?> rejected) {
            log.warn(
                    "Dropped {}, because PostgreSQL refuses it: {}",
                    rejected.row(),
                    rejected.cause().getMessage());
        }
    }
}
