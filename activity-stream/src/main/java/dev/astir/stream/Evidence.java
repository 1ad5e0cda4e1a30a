package dev.astir.stream;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Events of a feed, with what tells how much they are to one reader. Immutable.
 *
 * @param events none twice
 * @param habits how often their actors did which types within {@link EventDigests#HABIT}, as far as
 *     the reader may see it
 * @param wroteIn of the events, and of the events that they are about: those under which the person
 *     wrote
 * @param mentionedIn of the same: those whose comments mention the person
 */
public record Evidence(
        List<ActivityEvent> events,
        Map<Habit, Long> habits,
        Set<UUID> wroteIn,
        Set<UUID> mentionedIn) {

    private static final int ID = 36;

    public Evidence {
        events = List.copyOf(events);
        habits = Map.copyOf(habits);
        wroteIn = Set.copyOf(wroteIn);
        mentionedIn = Set.copyOf(mentionedIn);
    }

    /** How often the event's actor did this, at least once; 0 if nobody did it. */
    public long times(ActivityEvent event) {
        String actor = event.actorId();
        return actor == null
                ? 0
                : Math.max(1, habits.getOrDefault(new Habit(actor, event.eventType()), 0L));
    }

    /** Whether the person wrote under the event, or under the one that it is about. */
    public boolean isThreadOfPerson(ActivityEvent event) {
        return wroteIn.contains(event.id()) || about(event).filter(wroteIn::contains).isPresent();
    }

    /** The event that an event is about, as those of comments are. */
    static Optional<UUID> about(ActivityEvent event) {
        String id = event.entityId();
        if (id == null || id.length() != ID) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The same of some of the events, in the same order. */
    Evidence only(Set<UUID> ids) {
        return new Evidence(
                events.stream().filter(event -> ids.contains(event.id())).toList(),
                habits,
                wroteIn,
                mentionedIn);
    }
}
