package dev.astir.app.identity;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.astir.app.web.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Where slow hashes are made: on threads of their own, half as many as there are processors, so
 * that whoever asks for many of them delays other hashes alone. The queue is bounded in length and
 * in time; those who are known come first, strangers get no more than three quarters of it, and one
 * account a quarter. Thread-safe.
 */
@Singleton
final class HashQueue {

    /** Places for each thread: five seconds of hashes, as long as anybody waits. */
    static final int QUEUE = 20;

    /** Who waited for so long has given up. */
    static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final ThreadPoolExecutor threads;
    private final HashPlaces places;
    private final AtomicLong numbers = new AtomicLong();
    private final Ticker ticker;
    private final Counter made;
    private final Counter refused;

    /** Who is known is served first, and else who came first. */
    private static final class Task extends FutureTask<String> implements Comparable<Task> {

        private static final Comparator<Task> ORDER =
                Comparator.<Task, Boolean>comparing(task -> !task.isKnown)
                        .thenComparingLong(task -> task.number);

        private final boolean isKnown;
        private final long number;

        Task(boolean isKnown, long number, Callable<String> hash) {
            super(hash);
            this.isKnown = isKnown;
            this.number = number;
        }

        @Override
        public int compareTo(Task other) {
            return ORDER.compare(this, other);
        }
    }

    @Inject
    HashQueue(MeterRegistry registry) {
        this(registry, Runtime.getRuntime().availableProcessors(), Ticker.systemTicker());
    }

    HashQueue(MeterRegistry registry, int processors, Ticker ticker) {
        int count = Math.max(1, processors / 2);
        this.threads =
                new ThreadPoolExecutor(
                        count,
                        count,
                        0,
                        TimeUnit.SECONDS,
                        new PriorityBlockingQueue<>(), // bounded by the places
                        Thread.ofPlatform().daemon().name("astir-hash-", 1).factory());
        this.places = new HashPlaces(count * (1 + QUEUE));
        this.ticker = ticker;
        this.made = registry.counter("astir.password.hashes");
        this.refused = registry.counter("astir.password.hashes.refused");
        registry.gauge("astir.password.hashes.waiting", this, HashQueue::waiting);
    }

    /**
     * Spares whoever would be refused anyway what else their attempt costs.
     *
     * @throws ProblemException 429 when too many wait already
     */
    void refuseIfFull(Asker asker) {
        if (!places.hasOneFor(asker)) {
            throw busy();
        }
    }

    /**
     * Makes one hash, and waits for it.
     *
     * @throws ProblemException 429 when too many wait already, or this one waited for too long
     */
    String make(Asker asker, Supplier<String> hash) {
        if (!places.take(asker)) {
            throw busy();
        }
        try {
            long asked = ticker.read();
            Task task =
                    new Task(
                            asker.isKnown(),
                            numbers.incrementAndGet(),
                            () -> {
                                if (ticker.read() - asked > MAX_WAIT.toNanos()) {
                                    throw busy();
                                }
                                made.increment();
                                return hash.get();
                            });
            threads.execute(task);
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException late) {
                throw late;
            }
            throw new IllegalStateException("a password could not be hashed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            places.giveBack(asker);
        }
    }

    /** How many wait, beside those whose hashes are being made. */
    int waiting() {
        return threads.getQueue().size();
    }

    private ProblemException busy() {
        refused.increment();
        return ProblemException.tooManyRequests(
                "Too many people are signing in at once; try again in a moment.", RETRY);
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
