package dev.astir.stream.bus;

import dev.astir.stream.StreamPosition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is to be told to the others: the newest position of each feed. Bounded, so that it costs
 * little while the others cannot be reached. Thread-safe.
 */
final class PendingHints {
    /** The feeds beyond these are not told about, and are found by the comparison. */
    static final int MOST_FEEDS = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition isFilled = lock.newCondition();
    private Map<String, StreamPosition> heads = new LinkedHashMap<>();

    void add(Map<String, StreamPosition> news) {
        lock.lock();
        try {
            news.forEach(this::put);
            isFilled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes all there is, after waiting for it if need be; nothing after a time without news. */
    Map<String, StreamPosition> take(long longestWait, TimeUnit unit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = unit.toNanos(longestWait);
            while (heads.isEmpty() && nanos > 0) {
                nanos = isFilled.awaitNanos(nanos);
            }
            Map<String, StreamPosition> taken = heads;
            heads = new LinkedHashMap<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Keeps what could not be sent, unless something newer has come since. */
    void putBack(Map<String, StreamPosition> unsent) {
        lock.lock();
        try {
            Map<String, StreamPosition> newer = heads;
            heads = new LinkedHashMap<>(unsent);
            newer.forEach(this::put);
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return heads.size();
        } finally {
            lock.unlock();
        }
    }

    private void put(String feed, StreamPosition position) {
        StreamPosition known = heads.get(feed);
        if (known == null && heads.size() >= MOST_FEEDS) {
            return;
        }
        boolean isOlder =
                known != null
                        && known.epoch().equals(position.epoch())
                        && known.offset() > position.offset();
        if (!isOlder) {
            heads.put(feed, position);
        }
    }
}
