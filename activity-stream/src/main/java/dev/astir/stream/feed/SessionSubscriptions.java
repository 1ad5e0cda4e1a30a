package dev.astir.stream.feed;

import dev.astir.stream.EventFilter;
import dev.astir.stream.InvalidInputException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session's subscriptions, those that wait to begin among them, with the bounds of a session and
 * of its reader. Belongs to the hub's thread, where nothing else is said.
 */
final class SessionSubscriptions {
    /** The most values that the filters of a session have, all together. */
    static final int MOST_VALUES = 1_000;

    /** The most characters that these values have. */
    static final int MOST_CHARACTERS = 40_000;

    /** About what a value takes in memory beside its characters: the text, and its index. */
    private static final int VALUE_BYTES = 300;

    private final FeedLimits limits;
    private final ReaderShares.@Nullable Share share;

    /** Most sessions have one or none. */
    private Map<SubscriptionKey, Subscription> all = Map.of();

    /** What begins when it is sure what the reader may do. */
    private Map<SubscriptionKey, Waiting> waiting = Map.of();

    private int values;
    private int characters;

    /** About what the filters take in memory; also for other threads. */
    private volatile int bytes;

    SessionSubscriptions(FeedLimits limits, ReaderShares.@Nullable Share share) {
        this.limits = limits;
        this.share = share;
    }

    /** Whose they are; null if the reader had too many sessions for this one. */
    ReaderShares.@Nullable Share share() {
        return share;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    Set<SubscriptionKey> keys() {
        return Set.copyOf(all.keySet());
    }

    Collection<Subscription> values() {
        return all.values();
    }

    Map<SubscriptionKey, Subscription> byKey() {
        return all;
    }

    @Nullable Subscription get(SubscriptionKey key) {
        return all.get(key);
    }

    int bytes() {
        return bytes;
    }

    /**
     * Why there may be no further subscription, in place of one of the same key; null if there may
     * be one.
     *
     * @param filter what it asks for
     */
    @Nullable String refusal(SubscriptionKey key, EventFilter filter) {
        String name = key.name() == null ? key.channel() : key.name().toString();
        String field = key.name() == null ? "channel" : SubscriptionName.FIELD;
        Subscription old = all.get(key);
        Waiting oldWaiting = waiting.get(key);
        long later = waiting.keySet().stream().filter(other -> !all.containsKey(other)).count();
        long others = all.size() + later - (old == null && oldWaiting == null ? 0 : 1);
        if (others >= limits.subscriptionsPerSession()) {
            return refused(
                    field,
                    name,
                    "at most " + limits.subscriptionsPerSession() + " subscriptions a connection");
        }
        if (share != null
                && share.subscriptions() - (old == null ? 0 : 1) >= limits.subscriptions()) {
            return refused(
                    field,
                    name,
                    "at most "
                            + limits.subscriptions()
                            + " subscriptions in all connections of a reader");
        }
        int more = valuesOf(filter);
        int fewer = 0;
        int shorter = 0;
        if (old != null) {
            fewer += valuesOf(old.filter());
            shorter += charactersOf(old.filter());
        }
        if (oldWaiting != null) {
            fewer += valuesOf(oldWaiting.filter);
            shorter += charactersOf(oldWaiting.filter);
        }
        if (values - fewer + more > MOST_VALUES) {
            return refused(
                    "filter",
                    more + " values",
                    "at most " + MOST_VALUES + " in all filters of a connection");
        }
        int longer = charactersOf(filter);
        if (characters - shorter + longer > MOST_CHARACTERS) {
            return refused(
                    "filter",
                    longer + " characters",
                    "at most " + MOST_CHARACTERS + " in all filters of a connection");
        }
        return null;
    }

    private static String refused(String field, String value, String allowed) {
        return String.valueOf(new InvalidInputException(field, value, allowed).getMessage());
    }

    void add(SubscriptionKey key, Subscription subscription) {
        if (all.isEmpty()) {
            all = new HashMap<>(2);
        }
        all.put(key, subscription);
        count(subscription.filter(), 1);
        share(1);
    }

    @Nullable Subscription remove(SubscriptionKey key) {
        if (!all.containsKey(key)) {
            return null;
        }
        Subscription removed = all.remove(key);
        if (removed != null) {
            count(removed.filter(), -1);
            share(-1);
        }
        return removed;
    }

    /** Removes this one, if no other has taken its place. */
    void remove(SubscriptionKey key, Subscription subscription) {
        if (subscription.equals(all.get(key))) {
            remove(key);
        }
    }

    /** Begins a subscription later, in place of one of the same key that waits. */
    void await(SubscriptionKey key, EventFilter filter, Runnable begin) {
        forget(key);
        if (waiting.isEmpty()) {
            waiting = new LinkedHashMap<>(2);
        }
        waiting.put(key, new Waiting(filter, begin));
        count(filter, 1);
    }

    /** What waits is not wanted any more. */
    void forget(SubscriptionKey key) {
        if (waiting.containsKey(key)) {
            Waiting forgotten = waiting.remove(key);
            if (forgotten != null) {
                count(forgotten.filter, -1);
            }
        }
    }

    /** What waits, in its order; nothing waits any more. */
    Map<SubscriptionKey, Runnable> takeWaiting() {
        Map<SubscriptionKey, Runnable> taken = new LinkedHashMap<>();
        waiting.forEach((key, one) -> taken.put(key, one.begin));
        List.copyOf(waiting.keySet()).forEach(this::forget);
        waiting = Map.of();
        return taken;
    }

    private void count(EventFilter filter, int times) {
        values += times * valuesOf(filter);
        characters += times * charactersOf(filter);
        bytes = VALUE_BYTES * (values + all.size() + waiting.size()) + 2 * characters;
    }

    private void share(int change) {
        if (share != null) {
            share.subscribed(change);
        }
    }

    private static int valuesOf(EventFilter filter) {
        return lists(filter).stream().mapToInt(List::size).sum();
    }

    private static int charactersOf(EventFilter filter) {
        String query = filter.query();
        return lists(filter).stream().flatMap(List::stream).mapToInt(String::length).sum()
                + (query == null ? 0 : query.length());
    }

    private static List<List<String>> lists(EventFilter filter) {
        return List.of(filter.types(), filter.actors(), filter.entityTypes(), filter.entityIds());
    }

    /** A subscription that is to begin. */
    private record Waiting(EventFilter filter, Runnable begin) {}
}
