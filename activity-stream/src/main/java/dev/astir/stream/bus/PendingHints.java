package dev.astir.stream.bus;

import dev.astir.stream.StreamPosition;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is to be told to the others: whose rights have changed, the newest position of each feed,
 * and which items have changed. Bounded, so that it costs little while the others cannot be
 * reached. Thread-safe.
 */
final class PendingHints {
    /** The feeds beyond these are not told about, and are found by the comparison. */
    static final int MOST_FEEDS = 10_000;

    /** The principals beyond these are not told about, and are found by asking about everybody. */
    static final int MOST_PRINCIPALS = 10_000;

    /** The changes of items beyond these are not told about, and are found by looking at all. */
    static final int MOST_ITEMS = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition isFilled = lock.newCondition();
    private Map<String, StreamPosition> heads = new LinkedHashMap<>();
    private Set<String> principals = new LinkedHashSet<>();

    /** By what is told of them. */
    private Map<ItemChange, ItemChange> items = new LinkedHashMap<>();

    void add(Map<String, StreamPosition> news) {
        lock.lock();
        try {
            news.forEach(this::put);
            isFilled.signal();
        } finally {
            lock.unlock();
        }
    }

    void addPrincipals(Set<String> news) {
        lock.lock();
        try {
            news.forEach(this::put);
            isFilled.signal();
        } finally {
            lock.unlock();
        }
    }

    void addItems(List<ItemChange> news) {
        lock.lock();
        try {
            news.forEach(this::put);
            isFilled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes all there is, after waiting for it if need be; nothing after a time without news. */
    Hints take(long longestWait, TimeUnit unit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = unit.toNanos(longestWait);
            while (heads.isEmpty() && principals.isEmpty() && items.isEmpty() && nanos > 0) {
                nanos = isFilled.awaitNanos(nanos);
            }
            Hints taken = new Hints(principals, heads, List.copyOf(items.values()));
            heads = new LinkedHashMap<>();
            principals = new LinkedHashSet<>();
            items = new LinkedHashMap<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Keeps what could not be sent, unless something newer has come since. */
    void putBack(Hints unsent) {
        lock.lock();
        try {
            Map<String, StreamPosition> newer = heads;
            heads = new LinkedHashMap<>(unsent.heads());
            newer.forEach(this::put);
            unsent.principals().forEach(this::put);
            Map<ItemChange, ItemChange> later = items;
            items = new LinkedHashMap<>();
            unsent.items().forEach(this::put);
            later.values().forEach(this::put);
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return heads.size() + principals.size() + items.size();
        } finally {
            lock.unlock();
        }
    }

    private void put(String principal) {
        if (principals.size() < MOST_PRINCIPALS) {
            principals.add(principal);
        }
    }

    /** One that says the same as one that waits is told by that. */
    private void put(ItemChange change) {
        if (items.size() < MOST_ITEMS) {
            ItemChange said =
                    new ItemChange(
                            "", change.channel(), change.feed(), change.id(), change.event());
            items.putIfAbsent(said, change);
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
