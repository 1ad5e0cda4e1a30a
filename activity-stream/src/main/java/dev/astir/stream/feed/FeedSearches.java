package dev.astir.stream.feed;

import dev.astir.stream.EventFilter;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of one feed that search texts, live or behind, of which there is a bound.
 * Belongs to the hub's thread.
 */
final class FeedSearches {
    private final Set<ActivitySubscription> all = new HashSet<>();
    private final int most;

    FeedSearches(int most) {
        this.most = most;
    }

    /** Whether one more may follow the feed with this filter, in place of an old one if any. */
    boolean hasRoomFor(EventFilter filter, @Nullable Subscription old) {
        int others = all.size() - (old != null && all.contains(old) ? 1 : 0);
        return filter.query() == null || others < most;
    }

    void add(ActivitySubscription subscription) {
        if (subscription.filter().query() != null) {
            all.add(subscription);
        }
    }

    void remove(ActivitySubscription subscription) {
        all.remove(subscription);
    }
}
