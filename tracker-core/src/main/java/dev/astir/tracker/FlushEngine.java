package dev.astir.tracker;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A buffer, the thread that flushes it, and their common end. Safe for use by several threads.
 *
 * @param <T> what is pending
 */
final class FlushEngine<T> {
    private static final Logger log = LoggerFactory.getLogger(ActivityTracker.class);

    final BatchFlusher<T> flusher;

    private final FlushSource<T> source;
    private final FlushLoop loop;
    private final Duration shutdownTimeout;
    private final String what;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Makes an engine that does not run yet.
     *
     * @param what the things that are pending, in the plural, for the log
     */
    FlushEngine(
            FlushSource<T> source,
            BatchFlusher.Writer<T> writer,
            FlushEvents<T> events,
            FlushSettings settings,
            String what) {
        this.source = source;
        this.what = what;
        shutdownTimeout = settings.shutdownTimeout;
        flusher = new BatchFlusher<>(source, writer, events, settings.clock, what);
        // ThreadLocalRandom must be asked for on the thread that uses it.
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        loop = new FlushLoop(settings.threadName, flusher, settings.flushInterval, random);
    }

    /** Starts the thread, unless that was done before. */
    void start() {
        loop.start();
    }

    /** Asks for an early flush. Never blocks. */
    void wake() {
        loop.wake();
    }

    boolean flush(Duration timeout) {
        return loop.flush(timeout);
    }

    /** Refuses from now on, and begins the last flush. */
    void beginClose() {
        source.close();
        loop.beginClose(shutdownTimeout);
    }

    /**
     * Waits for the last flush. The first call logs what is lost, and tells it to the listener.
     *
     * @return how much is lost; zero for a later call
     */
    int awaitClose(IntConsumer onClose) {
        boolean clean = loop.awaitClose();
        if (!closed.compareAndSet(false, true)) {
            return 0;
        }
        int lost = clean ? 0 : source.abandon();
        if (lost > 0) {
            log.error("{} {} are lost: {} passed", lost, what, shutdownTimeout);
        }
        Guarded.call(() -> onClose.accept(lost));
        return lost;
    }
}
