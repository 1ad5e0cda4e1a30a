package dev.astir.stream.feed;

import dev.astir.stream.EventFilter;
import dev.astir.stream.SearchText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sessions of a feed that have the same filter. Belongs to the hub's thread. */
final class FilteredGroup extends SessionGroup {
    private final EventFilter filter;
    private final EventFilter withoutText;
    private final List<String> words;

    /** What was delivered last, since an index may come here twice. */
    private @Nullable FeedChange last;

    FilteredGroup(EventFilter filter) {
        this.filter = filter;
        String query = filter.query();
        withoutText = query == null ? filter : filter.text(null);
        words = query == null ? List.of() : SearchText.tokens(query);
    }

    EventFilter filter() {
        return filter;
    }

    /** Delivers what the filter makes of a change. */
    void deliver(FeedChange change) {
        if (change == last) {
            return;
        }
        last = change;
        FeedMessage message = change.message(matches(change));
        if (message != null) {
            deliver(message, change.audience());
        }
    }

    boolean matches(FeedChange change) {
        return !change.isDeleted()
                && withoutText.matches(change.event())
                && (words.isEmpty() || SearchText.matches(words, change.words()));
    }
}
