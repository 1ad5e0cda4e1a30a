package dev.astir.stream.feed;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.EventFilter;
import dev.astir.stream.SearchRule;
import dev.astir.stream.SearchText;
import java.util.List;

/** A filter, ready to be asked about many events, whole or in what is known of them. Immutable. */
final class Wanted {
    private final EventFilter filter;
    private final EventFilter withoutText;
    private final EventFilter fixed;
    private final EventFilter left;
    private final SearchRule rule;
    private final List<String> words;

    Wanted(EventFilter filter, SearchRule rule) {
        this.filter = filter;
        this.rule = rule;
        String query = filter.query();
        words = query == null ? List.of() : SearchText.tokens(query);
        withoutText = query == null ? filter : filter.text(null);
        fixed = withoutText.important() == null ? withoutText : withoutText.important(null);
        left = EventFilter.all().withTypes(filter.types()).between(filter.from(), filter.to());
    }

    EventFilter filter() {
        return filter;
    }

    /** Whether the filter lets an event in this state through. */
    boolean matches(EventState state) {
        return withoutText.matches(state.event())
                && (words.isEmpty() || state.words(rule).match(words));
    }

    /** Whether it lets some state of this event through: it asks for nothing that never changes. */
    boolean mayMatch(ActivityEvent event) {
        return fixed.matches(event);
    }

    /** The same for an event of which a deletion has left only this. */
    boolean mayHaveMatched(ActivityEvent tombstone) {
        return left.matches(tombstone);
    }
}
