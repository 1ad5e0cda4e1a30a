package dev.astir.stream.digest;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes one item of many events that say the same, by two plain rules:
 *
 * <ul>
 *   <li>A <em>storm</em> is one type of event, about one type of thing, by three people or more,
 *       six times or more, each within two minutes of the next. Other events may lie between.
 *   <li>A <em>run</em> is what is left of one type, about one type of thing, by one person, twice
 *       or more, each within an hour of the next. Other people's events may lie between; it ends
 *       where the same person did anything else, so that the order of what one person did is kept.
 * </ul>
 *
 * <p>Never folded: important events, events that mention the reader, events with reactions or
 * comments, and what nobody did. Each event is in one item. An item stands where its newest event
 * does. Only a page's own events are looked at: what goes on over its end is two items, one on each
 * page. Immutable.
 */
public final class Folding {
    /** How far apart the events of a run are at most, unless told otherwise. */
    public static final Duration RUN_GAP = Duration.ofHours(1);

    /** How far apart the events of a storm are at most, unless told otherwise. */
    public static final Duration STORM_GAP = Duration.ofMinutes(2);

    private static final int STORM_EVENTS = 6;
    private static final int STORM_ACTORS = 3;

    private final Duration runGap;
    private final Duration stormGap;

    private Folding(Duration runGap, Duration stormGap) {
        this.runGap = runGap;
        this.stormGap = stormGap;
    }

    /** With defaults. */
    public static Folding ofDefaults() {
        return of(RUN_GAP, STORM_GAP);
    }

    /** With these times between two events, 0 or more. */
    public static Folding of(Duration runGap, Duration stormGap) {
        if (runGap.isNegative() || stormGap.isNegative()) {
            throw new IllegalArgumentException(
                    "gaps: "
                            + runGap
                            + " and "
                            + stormGap
                            + " are not allowed; expected 0 or more");
        }
        return new Folding(runGap, stormGap);
    }

    /**
     * Folds a page.
     *
     * @param page in the feed's order, newest first
     * @param reader whose mentions stay as they are
     * @return in the same order, each event once
     */
    public List<FoldedEvent> fold(List<ActivityEvent> page, Interest reader) {
        Map<UUID, Group> groups = new HashMap<>();
        storms(page, reader, groups);
        runs(page, reader, groups);
        List<FoldedEvent> items = new ArrayList<>();
        Set<Group> placed = new HashSet<>();
        for (ActivityEvent event : page) {
            Group group = groups.get(event.id());
            if (group == null || group.events.size() == 1) {
                items.add(new FoldedEvent(event, null));
            } else if (placed.add(group)) {
                items.add(new FoldedEvent(event, group.fold()));
            }
        }
        return items;
    }

    private static boolean isFoldable(ActivityEvent event, Interest reader) {
        return event.actorId() != null
                && !event.important()
                && event.reactions().isEmpty()
                && event.commentCount() == 0
                && !reader.isMentionedBy(event);
    }

    private void storms(List<ActivityEvent> page, Interest reader, Map<UUID, Group> groups) {
        Map<Kin, Group> open = new HashMap<>();
        List<Group> all = new ArrayList<>();
        for (ActivityEvent event : page) {
            if (!isFoldable(event, reader)) {
                continue;
            }
            Kin kin = Kin.of(event);
            Group group = open.get(kin);
            if (group == null || !group.reaches(event, stormGap)) {
                group = new Group(Fold.Kind.STORM);
                open.put(kin, group);
                all.add(group);
            }
            group.events.add(event);
        }
        for (Group group : all) {
            if (group.events.size() >= STORM_EVENTS && group.actors().size() >= STORM_ACTORS) {
                group.events.forEach(event -> groups.put(event.id(), group));
            }
        }
    }

    private void runs(List<ActivityEvent> page, Interest reader, Map<UUID, Group> groups) {
        Map<String, Group> open = new HashMap<>();
        for (ActivityEvent event : page) {
            String actor = event.actorId();
            if (actor == null) {
                continue;
            }
            if (groups.containsKey(event.id()) || !isFoldable(event, reader)) {
                open.remove(actor);
                continue;
            }
            Group run = open.get(actor);
            if (run == null || !run.isOf(Kin.of(event)) || !run.reaches(event, runGap)) {
                run = new Group(Fold.Kind.RUN);
                open.put(actor, run);
            }
            run.events.add(event);
            groups.put(event.id(), run);
        }
    }

    /** What events must have in common. */
    private record Kin(String eventType, @Nullable String entityType) {
        static Kin of(ActivityEvent event) {
            return new Kin(event.eventType(), event.entityType());
        }
    }

    /** Events that belong together, told apart by identity. Not thread-safe. */
    private static final class Group {
        private final Fold.Kind kind;
        private final List<ActivityEvent> events = new ArrayList<>();

        Group(Fold.Kind kind) {
            this.kind = kind;
        }

        boolean isOf(Kin kin) {
            return Kin.of(events.get(0)).equals(kin);
        }

        /** Whether an event is near the one that was added last; times may go back and forth. */
        boolean reaches(ActivityEvent event, Duration gap) {
            Instant last = events.get(events.size() - 1).timestamp();
            return Duration.between(event.timestamp(), last).abs().compareTo(gap) <= 0;
        }

        Collection<Actor> actors() {
            Map<String, Actor> actors = new LinkedHashMap<>();
            for (ActivityEvent event : events) {
                String id = Objects.requireNonNull(event.actorId());
                actors.putIfAbsent(id, Actor.of(id, event.actorName()));
            }
            return actors.values();
        }

        Fold fold() {
            return new Fold(
                    kind,
                    events.stream().map(ActivityEvent::id).toList(),
                    events.stream().map(ActivityEvent::timestamp).min(Instant::compareTo).get(),
                    events.stream().map(ActivityEvent::timestamp).max(Instant::compareTo).get(),
                    List.copyOf(actors()));
        }
    }
}
