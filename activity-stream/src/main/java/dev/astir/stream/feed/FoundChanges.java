package dev.astir.stream.feed;

import dev.astir.stream.ActivityStore;
import dev.astir.stream.ActivityStore.Change;
import dev.astir.stream.ActivityStore.FeedHead;
import java.util.List;

/**
 * What the table has told of a feed. Immutable.
 *
 * @param upTo the offset up to which it was asked
 * @param head read afterwards
 */
record FoundChanges(List<Change> changes, long upTo, FeedHead head) {
    FoundChanges {
        changes = List.copyOf(changes);
    }

    /** Reads what follows an offset; blocks. */
    static FoundChanges read(ActivityStore store, String feed, long after) {
        long upTo = store.head(feed).head();
        List<Change> changes = store.changes(feed, after, upTo, CatchUp.CHUNK);
        return new FoundChanges(changes, upTo, store.head(feed));
    }

    /** Whether there is no more. */
    boolean isAll() {
        return changes.size() < CatchUp.CHUNK;
    }
}
