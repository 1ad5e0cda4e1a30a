package dev.astir.stream.feed;

import dev.astir.stream.EventFilter;
import dev.astir.stream.InvalidInputException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session's subscriptions, with the bounds of a session and of its reader. Belongs to the hub's
 * thread, where nothing else is said.
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

    int bytes() {
        return bytes;
    }

    /**
     * Why there may be no further subscription; null if there may be one.
     *
     * @param filter what it asks for
     */
    @Nullable String refusal(SubscriptionKey key, EventFilter filter) {
        String name = key.name() == null ? key.channel() : key.name().toString();
        String field = key.name() == null ? "channel" : SubscriptionName.FIELD;
        if (all.size() >= limits.subscriptionsPerSession()) {
            return refused(
                    field,
                    name,
                    "at most " + limits.subscriptionsPerSession() + " subscriptions a connection");
        }
        if (share != null && share.subscriptions() >= limits.subscriptions()) {
            return refused(
                    field,
                    name,
                    "at most "
                            + limits.subscriptions()
                            + " subscriptions in all connections of a reader");
        }
        int more = valuesOf(filter);
        if (values + more > MOST_VALUES) {
            return refused(
                    "filter",
                    more + " values",
                    "at most " + MOST_VALUES + " in all filters of a connection");
        }
        int longer = charactersOf(filter);
        if (characters + longer > MOST_CHARACTERS) {
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
    }

    @Nullable Subscription remove(SubscriptionKey key) {
        if (!all.containsKey(key)) {
            return null;
        }
        Subscription removed = all.remove(key);
        if (removed != null) {
            count(removed.filter(), -1);
        }
        return removed;
    }

    /** Removes this one, if no other has taken its place. */
    void remove(SubscriptionKey key, Subscription subscription) {
        if (subscription.equals(all.get(key))) {
            remove(key);
        }
    }

    private void count(EventFilter filter, int times) {
        values += times * valuesOf(filter);
        characters += times * charactersOf(filter);
        bytes = VALUE_BYTES * (values + all.size()) + 2 * characters;
        if (share != null) {
            share.subscribed(times);
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
}
