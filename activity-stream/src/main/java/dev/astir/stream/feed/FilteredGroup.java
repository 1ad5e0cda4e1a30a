package dev.astir.stream.feed;

import dev.astir.stream.EventFilter;
import dev.astir.stream.SearchRule;
import org.jspecify.annotations.Nullable;

/** The sessions of a feed that have the same filter. Belongs to the hub's thread. */
final class FilteredGroup extends SessionGroup {
    private final Wanted wanted;

    /** What was delivered last, since an index may come here twice. */
    private @Nullable FeedChange last;

    FilteredGroup(EventFilter filter, SearchRule rule) {
        wanted = new Wanted(filter, rule);
    }

    EventFilter filter() {
        return wanted.filter();
    }

    /** Delivers what the filter makes of a change. */
    void deliver(FeedChange change) {
        if (change == last) {
            return;
        }
        last = change;
        FeedMessage message = change.message(wanted);
        if (message != null) {
            deliver(message, change.audience());
        }
    }
}
