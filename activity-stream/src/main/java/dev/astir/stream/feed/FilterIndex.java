package dev.astir.stream.feed;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.EventFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A feed's groups, found by what their filters demand exactly: a new event costs a few look-ups,
 * however many filters of the kind {@code field = constant} there are. Those that demand nothing of
 * the kind are asked one by one. Belongs to the hub's thread.
 */
final class FilterIndex {
    private final Map<EventFilter, FilteredGroup> groups = new HashMap<>();
    private final Map<Key, Set<FilteredGroup>> byConstant = new HashMap<>();
    private final Set<FilteredGroup> others = new LinkedHashSet<>();

    /** The group of a filter, made if there is none. */
    FilteredGroup group(EventFilter filter) {
        FilteredGroup group = groups.get(filter);
        if (group == null) {
            group = new FilteredGroup(filter);
            groups.put(filter, group);
            List<Key> keys = keys(filter);
            for (Key key : keys) {
                byConstant.computeIfAbsent(key, k -> new LinkedHashSet<>(2)).add(group);
            }
            if (keys.isEmpty()) {
                others.add(group);
            }
        }
        return group;
    }

    void removeIfEmpty(FilteredGroup group) {
        if (!group.isEmpty()) {
            return;
        }
        groups.remove(group.filter());
        others.remove(group);
        for (Key key : keys(group.filter())) {
            Set<FilteredGroup> same = byConstant.get(key);
            if (same != null && same.remove(group) && same.isEmpty()) {
                byConstant.remove(key);
            }
        }
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** Delivers a change to every group that has to hear of it. */
    void deliver(FeedChange change) {
        if (change.isOfAnOldEvent()) {
            // It may have been of interest to anybody before.
            groups.values().forEach(group -> group.deliver(change));
            return;
        }
        ActivityEvent event = change.event();
        deliver(Field.ENTITY_ID, event.entityId(), change);
        deliver(Field.ENTITY_TYPE, event.entityType(), change);
        deliver(Field.ACTOR, event.actorId(), change);
        String type = event.eventType();
        deliver(Field.TYPE, type, change);
        for (int dot = type.indexOf('.'); dot >= 0; dot = type.indexOf('.', dot + 1)) {
            deliver(Field.TYPES_BELOW, type.substring(0, dot + 1), change);
        }
        others.forEach(group -> group.deliver(change));
    }

    private void deliver(Field field, @Nullable String value, FeedChange change) {
        if (value != null) {
            byConstant
                    .getOrDefault(new Key(field, value), Set.of())
                    .forEach(group -> group.deliver(change));
        }
    }

    /** What an event must have one of; empty if there is nothing that can be looked up. */
    private static List<Key> keys(EventFilter filter) {
        if (!filter.entityIds().isEmpty()) {
            return keys(Field.ENTITY_ID, filter.entityIds());
        }
        if (!filter.actors().isEmpty()) {
            return keys(Field.ACTOR, filter.actors());
        }
        if (!filter.types().isEmpty() && !filter.types().contains("*")) {
            List<Key> keys = new ArrayList<>();
            for (String pattern : filter.types()) {
                keys.add(
                        pattern.endsWith("*")
                                ? new Key(
                                        Field.TYPES_BELOW,
                                        pattern.substring(0, pattern.length() - 1))
                                : new Key(Field.TYPE, pattern));
            }
            return keys;
        }
        return keys(Field.ENTITY_TYPE, filter.entityTypes());
    }

    private static List<Key> keys(Field field, List<String> values) {
        return values.stream().map(value -> new Key(field, value)).toList();
    }

    private enum Field {
        ENTITY_ID,
        ENTITY_TYPE,
        ACTOR,
        TYPE,
        /** {@code task.} of {@code task.*} */
        TYPES_BELOW
    }

    private record Key(Field field, String value) {}
}
