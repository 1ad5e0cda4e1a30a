package dev.astir.stream.feed;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.EventFilter;
import dev.astir.stream.SearchRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A feed's groups, found by what their filters demand exactly: a change costs a few look-ups,
 * however many filters of the kind {@code field = constant} there are. Those that demand nothing of
 * the kind are asked one by one. Belongs to the hub's thread.
 */
final class FilterIndex {
    private final SearchRule rule;
    private final Map<Wish, FilteredGroup> groups = new HashMap<>();
    private final Map<Key, Set<FilteredGroup>> byConstant = new HashMap<>();

    /** Those that are looked up by an actor or an entity. */
    private final Set<FilteredGroup> byWhoOrWhat = new LinkedHashSet<>();

    /** Those that cannot be looked up. */
    private final Set<FilteredGroup> others = new LinkedHashSet<>();

    FilterIndex(SearchRule rule) {
        this.rule = rule;
    }

    /** The group of a filter, of subscriptions without a name, made if there is none. */
    FilteredGroup group(EventFilter filter) {
        return group(filter, null);
    }

    /** The group of a filter and of what its subscriptions are called, made if there is none. */
    FilteredGroup group(EventFilter filter, @Nullable SubscriptionName name) {
        Wish wish = new Wish(filter, name);
        FilteredGroup group = groups.get(wish);
        if (group == null) {
            group = new FilteredGroup(filter, name, rule);
            groups.put(wish, group);
            List<Key> keys = keys(filter);
            for (Key key : keys) {
                byConstant.computeIfAbsent(key, k -> new LinkedHashSet<>(2)).add(group);
            }
            if (keys.isEmpty()) {
                others.add(group);
            } else if (!keys.get(0).field.isType()) {
                byWhoOrWhat.add(group);
            }
        }
        return group;
    }

    void removeIfEmpty(FilteredGroup group) {
        if (!group.isEmpty()) {
            return;
        }
        groups.remove(new Wish(group.filter(), group.name()));
        others.remove(group);
        byWhoOrWhat.remove(group);
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

    /** How many different wishes there are. */
    int size() {
        return groups.size();
    }

    /** Delivers a change to every group that has to hear of it. */
    void deliver(FeedChange change) {
        find(change, group -> group.deliver(change));
    }

    /**
     * Finds the groups that can want the event now or can have wanted it before; one may come
     * twice. What is looked up never changes while an event is there, so one state of it is as good
     * as any.
     */
    void find(FeedChange change, Consumer<FilteredGroup> found) {
        ActivityEvent known = change.known();
        if (known == null) {
            // A deletion has left the type, and nothing else that could be looked up.
            byWhoOrWhat.forEach(found);
        } else {
            find(Field.ENTITY_ID, known.entityId(), found);
            find(Field.ENTITY_TYPE, known.entityType(), found);
            find(Field.ACTOR, known.actorId(), found);
        }
        String type = change.event().eventType();
        find(Field.TYPE, type, found);
        for (int dot = type.indexOf('.'); dot >= 0; dot = type.indexOf('.', dot + 1)) {
            find(Field.TYPES_BELOW, type.substring(0, dot + 1), found);
        }
        others.forEach(found);
    }

    private void find(Field field, @Nullable String value, Consumer<FilteredGroup> found) {
        if (value != null) {
            byConstant.getOrDefault(new Key(field, value), Set.of()).forEach(found);
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
        TYPES_BELOW;

        boolean isType() {
            return this == TYPE || this == TYPES_BELOW;
        }
    }

    private record Key(Field field, String value) {}

    private record Wish(EventFilter filter, @Nullable SubscriptionName name) {}
}
