package dev.astir.benchmarks.feed;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes numbered events on the calling thread: paced, or as fast as all subscribers take them.
 * Not safe for use by several threads.
 */
final class Load {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Publisher publisher;
    private final int bytes;
    private long published;

    /**
     * @param bytes the size of an event
     */
    Load(Publisher publisher, int bytes) {
        this.publisher = publisher;
        this.bytes = bytes;
    }

    /** The number of the last event. */
    long published() {
        return published;
    }

    private void publish() throws IOException {
        long number = published + 1;
        publisher.publish(EventMark.event(number, System.nanoTime(), bytes));
        published = number;
    }

    /** Publishes so many events a second, whether they arrive or not. */
    void paced(int rate, Duration duration) throws IOException {
        long interval = TimeUnit.SECONDS.toNanos(1) / rate;
        long due = System.nanoTime();
        long end = due + duration.toNanos();
        while (end - due > 0) {
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            publish();
            due += interval;
        }
    }

    /** Publishes the next event whenever no more than {@code window} are still on their way. */
    void saturating(Subscribers subscribers, int window, Duration duration) throws IOException {
        subscribers.publisher(Thread.currentThread());
        long end = System.nanoTime() + duration.toNanos();
        while (end - System.nanoTime() > 0) {
            if (published - subscribers.complete() < window) {
                publish();
            } else {
                LockSupport.parkNanos(PARK_NANOS);
            }
        }
    }

    /** Waits until every subscriber has everything; false if that does not come. */
    boolean drain(Subscribers subscribers) {
        subscribers.publisher(Thread.currentThread());
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (subscribers.complete() < published && end - System.nanoTime() > 0) {
            LockSupport.parkNanos(PARK_NANOS);
        }
        return subscribers.complete() >= published;
    }
}
