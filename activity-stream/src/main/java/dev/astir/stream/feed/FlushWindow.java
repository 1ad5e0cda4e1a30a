package dev.astir.stream.feed;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * How long after a flush the next one waits, so that what comes meanwhile goes out together. It is
 * a small multiple of what one flush of all the shards costs, for each message that it brought to a
 * reader: a few readers get each event at once, a thousand of them leave the machine time for other
 * things, and where many events go out together already, a longer wait would save little more.
 * Thread-safe.
 */
final class FlushWindow {
    /** How many times the cost of a message the next flush waits. */
    private static final long FACTOR = 3;

    private static final long LONGEST_NANOS = 25_000_000;

    /** Below this, waiting is not worth the timer. */
    private static final long SHORTEST_NANOS = 500_000;

    /** A flush longer ago tells nothing about the next one. */
    private static final long RECENT_NANOS = 200_000_000;

    private final List<Meter> meters = new CopyOnWriteArrayList<>();

    Meter meter() {
        Meter meter = new Meter();
        meters.add(meter);
        return meter;
    }

    void remove(Meter meter) {
        meters.remove(meter);
    }

    /** The window after a flush that ended now, in nanoseconds. */
    long nanos(long now) {
        long cost = 0;
        double messages = 1;
        for (Meter meter : meters) {
            if (now - meter.endedAt < RECENT_NANOS) {
                cost += meter.cost;
                messages = Math.max(messages, meter.messages);
            }
        }
        long window = Math.min((long) (FACTOR * cost / messages), LONGEST_NANOS);
        return window < SHORTEST_NANOS ? 0 : window;
    }

    /** What the last flush of one shard cost. Written by its shard alone. */
    static final class Meter {
        private volatile long cost;
        private volatile double messages = 1;
        private volatile long endedAt = System.nanoTime();

        /**
         * @param messages how many each reader got, on average
         */
        void flushed(long cost, double messages, long now) {
            this.cost = cost;
            this.messages = messages;
            this.endedAt = now;
        }
    }
}
