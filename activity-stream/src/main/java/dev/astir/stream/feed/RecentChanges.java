package dev.astir.stream.feed;

import dev.astir.stream.ActivityEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A feed's newest changes, already encoded, so that many readers who come back at once cost no SQL.
 * Belongs to the hub's thread.
 */
final class RecentChanges {
    private static final int MOST_CHANGES = 1_000;
    private static final int MOST_BYTES = 1 << 20;

    /** The oldest first; what is before {@code start} was dropped already. */
    private final List<FeedChange> changes = new ArrayList<>();

    /** The last change here of each event. */
    private final Map<UUID, FeedChange> newest = new HashMap<>();

    private int start;
    private int bytes;

    /** Everything after this offset is here. */
    private long after;

    RecentChanges(long after) {
        this.after = after;
    }

    void add(FeedChange change) {
        if (change.isOfAnOldEvent()) {
            forget(change.event().id());
        }
        changes.add(change);
        newest.put(change.event().id(), change);
        bytes += change.size();
        while (changes.size() - start > MOST_CHANGES || bytes > MOST_BYTES) {
            FeedChange oldest = changes.get(start);
            bytes -= oldest.size();
            after = oldest.offset();
            newest.remove(oldest.event().id(), oldest);
            start++;
        }
        if (start > MOST_CHANGES) {
            changes.subList(0, start).clear();
            start = 0;
        }
    }

    /** What was edited away or deleted is not replayed: the change says all that is left of it. */
    private void forget(UUID id) {
        if (newest.remove(id) == null) {
            return;
        }
        for (int i = changes.size() - 1; i >= start; i--) {
            if (changes.get(i).event().id().equals(id)) {
                bytes -= changes.remove(i).size();
            }
        }
    }

    /** An event after its last change here; null if it has not changed for long, or is gone. */
    @Nullable ActivityEvent find(UUID id) {
        FeedChange change = newest.get(id);
        return change == null || change.isDeleted() ? null : change.event();
    }

    /** Whether nothing is missing of what came after this offset. */
    boolean covers(long offset) {
        return offset >= after;
    }

    /** The changes after an offset, oldest first; valid until the next one is added. */
    List<FeedChange> after(long offset) {
        return changes.subList(firstAfter(changes, start, offset), changes.size());
    }

    /** Where, from a place on, the changes after an offset begin. */
    static int firstAfter(List<FeedChange> changes, int from, long offset) {
        int low = from;
        int high = changes.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (changes.get(middle).offset() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
