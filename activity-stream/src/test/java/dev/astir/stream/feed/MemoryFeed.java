package dev.astir.stream.feed;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore;
import dev.astir.stream.ActivityStore.Change;
import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.ActivityStore.FeedHead;
import dev.astir.stream.StreamPosition;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One feed kept in plain lists: every change that there was, and what a table would tell of them.
 * Thread-safe.
 */
final class MemoryFeed {
    static final String NAME = "model";
    private static final String EPOCH = "model";

    /** All changes; the one with offset n is at n - 1. */
    private final List<Change> log = new ArrayList<>();

    private final Map<UUID, Change> current = new HashMap<>();
    private final Set<Long> patches = new HashSet<>();

    /** By the offset of an edit or a deletion, the event just before. */
    private final Map<Long, ActivityEvent> before = new HashMap<>();

    private boolean isHidden;

    /** What a hub reads. */
    ActivityStore store() {
        return (ActivityStore)
                Proxy.newProxyInstance(
                        ActivityStore.class.getClassLoader(),
                        new Class<?>[] {ActivityStore.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "head" -> head();
                                    case "heads" ->
                                            ((Collection<?>) arguments[0]).contains(NAME)
                                                    ? Map.of(NAME, head())
                                                    : Map.of();
                                    case "changes" ->
                                            changes(
                                                    (long) arguments[1],
                                                    (long) arguments[2],
                                                    (int) arguments[3]);
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
    }

    /** A hub that compares heads finds no news here: all it gets is what it is told. */
    synchronized void hide() {
        isHidden = true;
    }

    synchronized Committed publish(ActivityEvent event) {
        long offset = log.size() + 1;
        return commit(new Change(event, offset, offset, false), null);
    }

    synchronized Committed edit(ActivityEvent event) {
        return commit(new Change(event, created(event), log.size() + 1, false), null);
    }

    /** A change of what no filter looks at. */
    synchronized Committed patch(ActivityEvent event, String patch) {
        return commit(new Change(event, created(event), log.size() + 1, false), patch);
    }

    synchronized Committed delete(ActivityEvent event) {
        return commit(
                new Change(RandomEvents.tombstone(event), created(event), log.size() + 1, true),
                null);
    }

    private long created(ActivityEvent event) {
        return current.get(event.id()).created();
    }

    private Committed commit(Change change, @Nullable String patch) {
        log.add(change);
        if (patch != null) {
            patches.add(change.changed());
        }
        Change last = current.put(change.event().id(), change);
        ActivityEvent earlier = last == null || patch != null ? null : last.event();
        before.put(change.changed(), earlier);
        return new Committed(NAME, position(change.changed()), change, patch, earlier);
    }

    static StreamPosition position(long offset) {
        return new StreamPosition(EPOCH, offset);
    }

    synchronized List<Change> log() {
        return List.copyOf(log);
    }

    synchronized boolean isPatch(Change change) {
        return patches.contains(change.changed());
    }

    /** The event just before an edit or a deletion; null for what is new or patched. */
    synchronized @Nullable ActivityEvent before(Change change) {
        return before.get(change.changed());
    }

    private synchronized FeedHead head() {
        return new FeedHead(EPOCH, 0, isHidden ? 0 : log.size());
    }

    private synchronized List<Change> changes(long after, long upTo, int limit) {
        return current.values().stream()
                .filter(change -> change.changed() > after && change.changed() <= upTo)
                .sorted(Comparator.comparing(Change::changed))
                .limit(limit)
                .toList();
    }
}
