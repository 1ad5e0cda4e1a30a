package dev.astir.benchmarks.hostile;

import dev.astir.benchmarks.Latencies;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** What the other tenant got in one phase. Thread-safe. */
final class Served {
    /** What was refused or did not come counts as having come so late. */
    static final Duration LATE = Duration.ofSeconds(10);

    private static final double MICROS_A_MILLI = 1_000;
    private static final double ALL = 100;

    /** More are not sent while these are not answered: the other tenant is no flood. */
    static final int UNANSWERED = 50;

    private final Semaphore free = new Semaphore(UNANSWERED);
    private final Latencies events = new Latencies();
    private final Latencies reads = new Latencies();
    private long sent;
    private long answered;

    /** Whether another request may be sent. */
    boolean mayAsk() {
        return free.tryAcquire();
    }

    /** A request ended. */
    void asked() {
        free.release();
    }

    /** An event came. */
    synchronized void event(long nanos) {
        events.add(nanos);
    }

    /** An event could not be published, or never came. */
    synchronized void lostEvent() {
        events.add(LATE.toNanos());
    }

    /** A read was answered, on a connection that was there. */
    synchronized void read(long nanos) {
        reads.add(nanos);
        answered(true);
    }

    /** A read was not answered, or refused. */
    synchronized void failedRead() {
        reads.add(LATE.toNanos());
        answered(false);
    }

    /** Whether a read was answered, on a connection made for it or on any other. */
    synchronized void answered(boolean isAnswered) {
        sent++;
        answered += isAnswered ? 1 : 0;
    }

    synchronized double eventMillis() {
        return events.percentile(99) / MICROS_A_MILLI;
    }

    synchronized double readMillis() {
        return reads.percentile(99) / MICROS_A_MILLI;
    }

    /** How many of a hundred reads were answered. */
    synchronized double answeredPercent() {
        return sent == 0 ? 0 : ALL * answered / sent;
    }
}
