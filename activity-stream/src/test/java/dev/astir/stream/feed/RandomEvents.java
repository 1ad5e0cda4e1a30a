package dev.astir.stream.feed;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.EventFilter;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events, edits, tombstones and filters that have much to do with each other. Stateless. */
final class RandomEvents {
    private static final Instant START = Instant.parse("2026-01-31T09:00:00Z");

    /** Some can be looked up by one field or another, some only partly, some not at all. */
    static final List<EventFilter> FILTERS =
            List.of(
                    EventFilter.all(),
                    EventFilter.types("task.*"),
                    EventFilter.types("task.done", "user.*"),
                    EventFilter.types("task.done", "task.*"),
                    EventFilter.types("*").actor("ann"),
                    EventFilter.all().actor("ann", "bob"),
                    EventFilter.all().actor("eve").important(true),
                    EventFilter.all().entityId("1"),
                    EventFilter.all().entityId("3").text("login"),
                    EventFilter.all().entityType("task").entityId("1", "2"),
                    EventFilter.all().entityType("user"),
                    EventFilter.all().entityType("task").important(false),
                    EventFilter.all().important(true),
                    EventFilter.all().text("login pa"),
                    EventFilter.all().between(START.plusSeconds(3), START.plusSeconds(7)),
                    EventFilter.types("x", "user.*").between(null, START.plusSeconds(5)),
                    EventFilter.types("task.*").text("login").important(false));

    static final List<Set<String>> AUDIENCES =
            List.of(
                    Set.of(),
                    Set.of(),
                    Set.of("managers"),
                    Set.of("user:ann"),
                    Set.of("managers", "user:ann"));

    private RandomEvents() {}

    static EventFilter filter(Random random) {
        return pick(random, FILTERS);
    }

    static Set<String> audience(Random random) {
        return pick(random, AUDIENCES);
    }

    /** A new event, or another state of an old one. */
    static ActivityEvent event(Random random, @Nullable ActivityEvent before) {
        boolean important = random.nextBoolean();
        String message = pick(random, List.of("Login page", "login", "the PAGE", ""));
        if (before != null) {
            return before.toBuilder().important(important).message(message).build();
        }
        return ActivityEvent.builder(
                        pick(random, List.of("task.done", "task.a.b", "user.left", "x")))
                .timestamp(START.plusSeconds(random.nextInt(10)))
                .actor(pick(random, List.of("ann", "bob", "eve")))
                .entity(pick(random, List.of("task", "user")), pick(random, List.of("1", "2", "3")))
                .important(important)
                .message(message)
                .audience(audience(random).toArray(String[]::new))
                .build();
    }

    /** What the table keeps of a deleted event. */
    static ActivityEvent tombstone(ActivityEvent event) {
        return ActivityEvent.builder(event.eventType())
                .id(event.id())
                .timestamp(event.timestamp())
                .color(event.color())
                .message("")
                .audience(event.audience().toArray(String[]::new))
                .build();
    }

    /** Whether some state of an event of which this is known may match. */
    static boolean mayMatch(EventFilter filter, ActivityEvent event, boolean isTombstone) {
        EventFilter fixed =
                isTombstone
                        ? EventFilter.all()
                                .withTypes(filter.types())
                                .between(filter.from(), filter.to())
                        : filter.text(null).important(null);
        return fixed.matches(event);
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
