package dev.astir.tracker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One value a key, merged with what is added, until it is stored. A flush takes the value of each
 * key by itself, which is one atomic step, so that there is no map to swap under its writers. The
 * key stays until its value is stored, so that it remains a known one while it is being written.
 *
 * <p>{@link #add} may be called by any thread.
 */
final class MergingBuffer<K, V> implements FlushSource<MergingBuffer.Taken<K, V>> {

    /** A key, and the value that is being written; none once it is settled. */
    static final class Taken<K, V> {
        final K key;
        @Nullable V value;

        Taken(K key) {
            this.key = key;
        }

        V value() {
            return Objects.requireNonNull(value);
        }

        @Override
        public String toString() {
            return key + "=" + value;
        }
    }

    private static final Logger log = LoggerFactory.getLogger(ActivityTracker.class);

    /** Stands for the value of a key that is being written, and was not added again since. */
    private static final Object IN_HAND = new Object();

    /** The values that are pending; {@link #IN_HAND} if there is none. */
    private final ConcurrentHashMap<K, Object> values = new ConcurrentHashMap<>();

    /** Keys that are pending or being written. */
    private final AtomicInteger size = new AtomicInteger();

    /** Threads that may not have seen yet that this is closed. */
    private final AtomicInteger adding = new AtomicInteger();

    private final RefusalCounts refusals = new RefusalCounts();

    private final BinaryOperator<V> merge;
    private final Predicate<? super K> validity;
    private final @Nullable Comparator<? super K> order;
    private final int capacity;
    private final int wakeAt;
    private final Runnable wake;

    /** What has been taken and not restored; the flush thread's own. */
    private List<Taken<K, V>> inHand = List.of();

    private volatile boolean closed;
    private volatile boolean abandoned;

    /**
     * Makes an empty buffer.
     *
     * @param merge the older value, the newer, and what becomes of both
     * @param validity which keys are taken, apart from null
     * @param order of what is taken; null if it does not matter
     * @param capacity the most keys it holds
     * @param wakeAt at this many keys and above, each addition calls {@code wake}
     * @param wake quick, never blocking
     */
    MergingBuffer(
            BinaryOperator<V> merge,
            Predicate<? super K> validity,
            @Nullable Comparator<? super K> order,
            int capacity,
            int wakeAt,
            Runnable wake) {
        this.merge = merge;
        this.validity = validity;
        this.order = order;
        this.capacity = capacity;
        this.wakeAt = wakeAt;
        this.wake = wake;
    }

    boolean add(@Nullable K key, @Nullable V value) {
        try {
            if (key == null || value == null || !validity.test(key)) {
                return refusals.refuse(Refusal.INVALID);
            }
        } catch (Throwable t) { // of the user's predicate
            return refusals.refuse(t);
        }
        adding.incrementAndGet(); // before closed is read, so that retire waits for this
        try {
            if (closed) {
                return refusals.refuse(Refusal.CLOSED);
            }
            if (values.compute(key, (k, older) -> merged(older, value)) == null) {
                return refusals.refuse(Refusal.FULL);
            }
            if (size.get() >= wakeAt) {
                wake.run();
            }
            return !abandoned || refusals.refuse(Refusal.CLOSED);
        } finally {
            adding.decrementAndGet();
        }
    }

    private @Nullable Object merged(@Nullable Object older, V newer) {
        if (older == IN_HAND) {
            return newer;
        }
        if (older != null) {
            return merge(value(older), newer);
        }
        if (size.incrementAndGet() <= capacity) {
            return newer;
        }
        size.decrementAndGet();
        return null;
    }

    private V merge(V older, V newer) {
        return Objects.requireNonNull(merge.apply(older, newer), "merged value");
    }

    @SuppressWarnings("unchecked") // all but IN_HAND are of this type
    private V value(Object value) {
        return (V) value;
    }

    @Override
    public List<Taken<K, V>> take(boolean everything) {
        return takeSome(Integer.MAX_VALUE);
    }

    @Override
    public List<Taken<K, V>> takeSome(int limit) {
        restore(inHand); // of a take that died halfway
        List<Taken<K, V>> taken = new ArrayList<>();
        inHand = taken;
        for (K key : values.keySet()) {
            if (taken.size() == limit) {
                break;
            }
            Taken<K, V> each = new Taken<>(key);
            taken.add(each);
            Object value = values.replace(key, IN_HAND); // last, so that what is taken is in hand
            each.value = value == null ? null : value(value);
        }
        if (order != null) {
            taken.sort(Comparator.comparing(each -> each.key, order));
        }
        return taken;
    }

    @Override
    public void settle(List<Taken<K, V>> stored) {
        for (Taken<K, V> taken : stored) {
            taken.value = null;
            values.compute(taken.key, (key, newer) -> settled(newer));
        }
    }

    /** What is pending for a key whose value is stored. */
    private @Nullable Object settled(@Nullable Object newer) {
        if (newer != IN_HAND) {
            return newer;
        }
        size.decrementAndGet();
        return null;
    }

    @Override
    public void restore(List<Taken<K, V>> unstored) {
        for (Taken<K, V> taken : unstored) {
            V value = taken.value;
            if (value != null) {
                values.compute(taken.key, (key, newer) -> restored(key, value, newer));
                taken.value = null;
            }
        }
        inHand = List.of();
    }

    private Object restored(K key, V older, @Nullable Object newer) {
        if (newer == null || newer == IN_HAND) {
            return older;
        }
        try {
            return merge(older, value(newer));
        } catch (RuntimeException e) {
            log.error("Lost {} of {}, which does not merge with {}", older, key, newer, e);
            return newer;
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public boolean retire() {
        return adding.get() == 0 && values.isEmpty();
    }

    @Override
    public int abandon() {
        abandoned = true;
        int lost = size.get();
        values.clear();
        return lost;
    }

    @Override
    public int pending() {
        return size.get();
    }

    @Override
    public long refused(Refusal reason) {
        return refusals.of(reason);
    }
}
