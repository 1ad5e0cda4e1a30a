package dev.astir.stream;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes partitions ahead, drops those that are too old, and does what appending puts off. Every
 * node does all of it; what one has done is nothing to do for another. Thread-safe.
 */
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final long PREPARE_HOURS = 6;
    private static final long RETAIN_MINUTES = 60;

    /** Nodes that are restarted often delete, too. */
    private static final long FIRST_RETAIN_MINUTES = 1;

    private final ActivityStore store;
    private final Clock clock;
    private final @Nullable Duration retention;
    private final Map<String, Duration> typeRetention;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "astir-stream-housekeeping");
                thread.setDaemon(true);
                return thread;
            });

    Housekeeping(
            ActivityStore store,
            Clock clock,
            @Nullable Duration retention,
            Map<String, Duration> typeRetention) {
        this.store = store;
        this.clock = clock;
        this.retention = retention;
        this.typeRetention = Map.copyOf(typeRetention);
    }

    /** Begins, with a first look at the tables, so that a missing schema is noticed at once. */
    void start() {
        store.prepare();
        every(PREPARE_HOURS, TimeUnit.HOURS, "make partitions ahead", store::prepare);
        every(1, TimeUnit.SECONDS, "keep the storage in order", store::upkeep);
        if (retention != null) {
            Duration kept = retention;
            hourly("drop old events", () -> retain(kept));
        }
        typeRetention.forEach((type, kept) ->
                hourly("delete old events of type " + type, () -> retain(type, kept)));
    }

    Optional<Duration> retentionOf(String type) {
        return Optional.ofNullable(typeRetention.get(type));
    }

    int retain(String type, Duration kept) {
        int deleted = store.deleteBefore(type, clock.instant().minus(kept));
        if (deleted > 0) {
            LOG.info("deleted {} events of type {} that are older than {}", deleted, type, kept);
        }
        return deleted;
    }

    int retain(Duration kept) {
        int dropped = store.dropBefore(clock.instant().minus(kept));
        if (dropped > 0) {
            LOG.info("dropped {} partitions of events that are older than {}", dropped, kept);
        }
        return dropped;
    }

    /** The first time soon. */
    private void hourly(String what, Runnable task) {
        every(FIRST_RETAIN_MINUTES, RETAIN_MINUTES, TimeUnit.MINUTES, what, task);
    }

    private void every(long interval, TimeUnit unit, String what, Runnable task) {
        every(interval, interval, unit, what, task);
    }

    private void every(long first, long interval, TimeUnit unit, String what, Runnable task) {
        executor.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        LOG.warn("could not {}; trying again later", what, e);
                    }
                },
                first,
                interval,
                unit);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
