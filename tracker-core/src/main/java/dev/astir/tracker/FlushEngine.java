package dev.astir.tracker;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final FlushEvents<T> events;
    private final FlushLoop loop;
    private final Duration shutdownTimeout;
    private final String what;

    /** Whether nobody may be waiting for the end, so that the flush thread completes it. */
    private volatile boolean endsAlone;

    private final AtomicBoolean ended = new AtomicBoolean();

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
        this.events = events;
        this.what = what;
        shutdownTimeout = settings.shutdownTimeout;
        flusher = new BatchFlusher<>(source, writer, events, settings.clock, what);
        // ThreadLocalRandom must be asked for on the thread that uses it.
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        loop =
                new FlushLoop(
                        daemons(settings.threadName),
                        target(),
                        settings.flushInterval,
                        random,
                        System::nanoTime);
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private FlushLoop.Target target() {
        return new FlushLoop.Target() {
            @Override
            public void flush(boolean everything) throws Exception {
                flusher.flush(everything);
            }

            @Override
            public void failed(Throwable cause, Duration retryIn) {
                flusher.failed(cause, retryIn);
            }

            @Override
            public boolean retire() {
                return source.retire();
            }

            @Override
            public void ended() {
                if (endsAlone) {
                    end(loop.hasEndedClean());
                }
            }
        };
    }

    /**
     * Starts the thread, unless that was done before.
     *
     * @throws OutOfMemoryError if there is no thread to be had
     */
    void start() {
        loop.start();
    }

    /** The same, but where there is no thread to be had, it is left to be tried again. */
    void tryStart() {
        boolean unused = loop.tryStart();
    }

    /** Asks for an early flush. Never blocks. */
    void wake() {
        loop.wake();
    }

    boolean flush(Duration timeout) {
        return loop.flush(timeout);
    }

    /** Whether this is called by the flush thread: by a listener, or by the store. */
    boolean isOwnThread() {
        return loop.isOwnThread();
    }

    /**
     * Refuses from now on, and begins the last flush.
     *
     * @param awaited whether the caller also calls {@link #awaitClose}
     */
    void beginClose(boolean awaited) {
        if (!awaited) {
            endsAlone = true;
        }
        source.close();
        loop.beginClose(shutdownTimeout);
    }

    /** Waits for the last flush. Not called by the flush thread. */
    void awaitClose() {
        end(loop.awaitClose());
    }

    /** The first call logs what is lost, and tells it to the listener. */
    private void end(boolean clean) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        int lost = clean ? 0 : source.abandon();
        if (lost > 0) {
            log.error("{} {} are lost: {} passed", lost, what, shutdownTimeout);
        }
        Guarded.call(() -> events.closed(lost));
    }
}
