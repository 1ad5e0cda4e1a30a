package dev.astir.stream.feed;

import dev.astir.stream.bus.FeedBus;
import dev.astir.stream.bus.ItemChange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What this node and the others tell each other of items on ephemeral channels. A change that comes
 * twice, or back, is passed over. Thread-safe.
 */
final class ItemNews {
    /** So many of the newest changes are remembered. */
    static final int MOST_MARKS = 10_000;

    private final FeedBus bus;

    /** What the marks of this node's changes begin with. */
    private final String node = UUID.randomUUID() + "-";

    private final AtomicLong last = new AtomicLong();
    private final Set<String> marks = new LinkedHashSet<>();

    ItemNews(FeedBus bus) {
        this.bus = bus;
    }

    /** Tells the other nodes. */
    void tell(String channel, String feed, String id, @Nullable String event) {
        String mark = node + last.incrementAndGet();
        bus.announceItems(List.of(new ItemChange(mark, channel, feed, id, event)));
    }

    /** Of what the bus brings, the changes that other nodes tell for the first time. */
    List<ItemChange> fresh(List<ItemChange> changes) {
        List<ItemChange> fresh = new ArrayList<>(changes.size());
        for (ItemChange change : changes) {
            if (!change.mark().startsWith(node) && isFirst(change.mark())) {
                fresh.add(change);
            }
        }
        return fresh;
    }

    private synchronized boolean isFirst(String mark) {
        if (!marks.add(mark)) {
            return false;
        }
        if (marks.size() > MOST_MARKS) {
            marks.remove(marks.iterator().next());
        }
        return true;
    }
}
