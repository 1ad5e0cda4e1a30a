package dev.astir.stream.feed;

import dev.astir.stream.EventFilter;
import dev.astir.stream.SearchRule;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a feed that have the same filter, by subscriptions of the same name or of none.
 * Belongs to the hub's thread.
 */
final class FilteredGroup extends SessionGroup {
    private final Wanted wanted;
    private final @Nullable SubscriptionName name;

    /** What was delivered last, since an index may come here twice. */
    private @Nullable FeedChange last;

    FilteredGroup(EventFilter filter, @Nullable SubscriptionName name, SearchRule rule) {
        wanted = new Wanted(filter, rule);
        this.name = name;
    }

    EventFilter filter() {
        return wanted.filter();
    }

    @Nullable SubscriptionName name() {
        return name;
    }

    /** Delivers what the filter makes of a change. */
    void deliver(FeedChange change) {
        if (change == last) {
            return;
        }
        last = change;
        FeedMessage message = change.message(wanted);
        if (message != null) {
            deliver(message.named(name), change.audience());
        }
    }
}
