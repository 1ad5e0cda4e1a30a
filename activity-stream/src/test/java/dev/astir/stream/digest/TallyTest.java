package dev.astir.stream.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.EventFilter;
import dev.astir.stream.EventTally;
import dev.astir.stream.FeedReader;
import dev.astir.stream.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Counts by type, beside the same events counted here. */
class TallyTest {
    private static final Instant NOW = Instant.parse("2026-03-30T10:00:00Z");
    private static final FeedReader READER = new FeedReader("tally", Set.of("managers"));

    @Test
    void countsEachThingOfATypeOnceAndWhatIsAboutNoThingBeside() {
        List<ActivityEvent> events = events();
        try (TestDatabase database = TestDatabase.migrated();
                ActivityStream stream =
                        ActivityStream.builder(database.owner())
                                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                                .build()) {
            events.stream()
                    .map(event -> stream.publish("tally", event))
                    .toList()
                    .forEach(CompletableFuture::join);
            stream.publish("elsewhere", event(0, "task", "99").build()).join();
            stream.publish("tally", event(0, "task", "99").audience("board").build()).join();

            EventTally tally =
                    stream.digests()
                            .tally(
                                    READER,
                                    EventFilter.all().between(NOW.minus(Duration.ofDays(1)), NOW));

            assertThat(tally.items()).containsExactlyElementsOf(expected(events));
            assertThat(tally.items())
                    .contains(new EventTally.Item("a.done", false, 18, 3, 6))
                    .hasSize(4);
        }
    }

    /** Of two types, important or not; about things, half a thing, or none. */
    private static List<ActivityEvent> events() {
        List<ActivityEvent> events = new ArrayList<>();
        for (int i = 0; i < 72; i++) {
            int round = i / 8;
            events.add(
                    switch (round % 6) {
                        case 0 -> event(i, "task", "1").build();
                        case 1 -> event(i, "project", "1").build();
                        case 2 -> event(i, "task", "1, 2").build();
                        case 3 -> event(i, null, "1").build();
                        case 4 -> event(i, "task", null).build();
                        default -> event(i, null, null).build();
                    });
        }
        return events;
    }

    private static ActivityEvent.Builder event(
            int i, @Nullable String entityType, @Nullable String entityId) {
        return ActivityEvent.builder(i % 2 == 0 ? "a.done" : "b.done")
                .important(i / 2 % 2 == 0)
                .audience(i % 8 > 3 ? new String[] {"managers"} : new String[0])
                .entity(entityType, entityId)
                .timestamp(NOW.minusSeconds(60 + i));
    }

    private static List<EventTally.Item> expected(Collection<ActivityEvent> events) {
        return events.stream()
                .collect(
                        Collectors.groupingBy(
                                event -> List.of(event.eventType(), event.important())))
                .values()
                .stream()
                .map(TallyTest::item)
                .sorted(
                        Comparator.comparing(EventTally.Item::eventType)
                                .thenComparing(EventTally.Item::important))
                .toList();
    }

    private static EventTally.Item item(List<ActivityEvent> alike) {
        List<ActivityEvent> things =
                alike.stream()
                        .filter(event -> event.entityType() != null && event.entityId() != null)
                        .toList();
        return new EventTally.Item(
                alike.get(0).eventType(),
                alike.get(0).important(),
                alike.size(),
                things.stream()
                        .map(event -> List.of(event.entityType(), event.entityId()))
                        .distinct()
                        .count(),
                (long) alike.size() - things.size());
    }
}
