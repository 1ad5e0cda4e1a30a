package dev.astir.app.platform;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/**
 * Warns of what may happen thousands of times a second, with one line in a while, which says how
 * many there were. Thread-safe.
 */
public final class SeldomLine {

    private final Logger log;
    private final long interval;
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final AtomicInteger untold = new AtomicInteger();

    /**
     * @param interval at least so long is between two lines
     */
    public SeldomLine(Logger log, Duration interval) {
        this.log = log;
        this.interval = interval.toNanos();
    }

    /** Says this, or counts it. */
    public void warn(String line) {
        long now = System.nanoTime();
        long due = next.get();
        if (now - due < 0 || !next.compareAndSet(due, now + interval)) {
            untold.incrementAndGet();
            return;
        }
        int others = untold.getAndSet(0);
        log.warn(others == 0 ? line : line + " (and " + others + " more since the last line)");
    }
}
