package dev.astir.stream.feed;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A feed's newest changes, already encoded, so that many readers who come back at once cost no SQL.
 * Belongs to the hub's thread.
 */
final class RecentChanges {
    private static final int MOST_CHANGES = 1_000;
    private static final int MOST_BYTES = 1 << 20;

    private final Deque<FeedChange> changes = new ArrayDeque<>();
    private int bytes;

    /** Everything after this offset is here. */
    private long after;

    RecentChanges(long after) {
        this.after = after;
    }

    void add(FeedChange change) {
        changes.add(change);
        bytes += change.size();
        while (changes.size() > MOST_CHANGES || bytes > MOST_BYTES) {
            FeedChange oldest = changes.remove();
            bytes -= oldest.size();
            after = oldest.offset();
        }
    }

    /** Whether nothing is missing of what came after this offset. */
    boolean covers(long offset) {
        return offset >= after;
    }

    /** The changes, oldest first. */
    Iterable<FeedChange> all() {
        return changes;
    }
}
