package dev.astir.stream.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FoldingTest {
    private static final Instant NINE = Instant.parse("2026-03-30T09:00:00Z");
    private static final Interest READER = new Interest("reader", Set.of());
    private static final UnaryOperator<ActivityEvent.Builder> PLAIN = UnaryOperator.identity();

    /** Oldest first, as they happen. */
    private final List<ActivityEvent> told = new ArrayList<>();

    @Test
    void makesOneItemOfWhatOnePersonDidInARowWhateverOthersDo() {
        tell("alice", "app.switched", 0);
        tell("bob", "task.created", 1);
        tell("alice", "app.switched", 10);
        tell("alice", "app.switched", 69);

        List<FoldedEvent> items = fold();

        assertThat(items)
                .extracting(item -> item.event().actorId())
                .containsExactly("alice", "bob");
        Fold run = items.get(0).fold();
        assertThat(run.kind()).isEqualTo(Fold.Kind.RUN);
        assertThat(run.count()).isEqualTo(3);
        assertThat(run.ids()).containsExactly(told.get(3).id(), told.get(2).id(), told.get(0).id());
        assertThat(run.from()).isEqualTo(NINE);
        assertThat(run.to()).isEqualTo(NINE.plus(Duration.ofMinutes(69)));
        assertThat(run.actors()).containsExactly(Actor.of("alice", "ALICE"));
        assertThat(items.get(1).fold()).isNull();
    }

    @Test
    void endsARunAtAGapAtAnotherThingAndAtAnotherDeed() {
        tell("alice", "app.switched", 0);
        tell("alice", "app.switched", 61);
        assertThat(fold()).allMatch(item -> item.fold() == null);
        told.clear();
        tell("alice", "app.switched", 0);
        tell("alice", "task.created", 1);
        tell("alice", "app.switched", 2);
        assertThat(fold()).allMatch(item -> item.fold() == null);
        told.clear();
        tell("alice", "a.b", 0);
        tell("alice", "a.b", 1, event -> event.entity("task", "1"));
        assertThat(fold()).allMatch(item -> item.fold() == null);
    }

    @Test
    void makesOneItemOfWhatManyDidAtOnce() {
        for (int i = 0; i < 6; i++) {
            tell("person-" + i % 3, "session.started", i * 2);
        }
        tell("person-0", "task.created", 12);

        List<FoldedEvent> items = fold();

        assertThat(items).hasSize(2);
        Fold storm = items.get(1).fold();
        assertThat(storm.kind()).isEqualTo(Fold.Kind.STORM);
        assertThat(storm.count()).isEqualTo(6);
        assertThat(storm.actors())
                .extracting(Actor::id)
                .containsExactly("person-2", "person-1", "person-0");
    }

    @Test
    void fiveOrTwoPeopleAreNoStorm() {
        for (int i = 0; i < 5; i++) {
            tell("person-" + i, "session.started", i);
        }
        assertThat(fold()).hasSize(5);
        told.clear();
        for (int i = 0; i < 6; i++) {
            tell("person-" + i % 2, "session.started", i);
        }
        assertThat(fold())
                .hasSize(2)
                .allMatch(item -> item.fold() != null && item.fold().kind() == Fold.Kind.RUN);
    }

    @Test
    void neverFoldsAwayWhatShouldBeSeen() {
        tell("alice", "a.b", 0);
        tell("alice", "a.b", 1, event -> event.important(true));
        tell("alice", "a.b", 2, event -> event.metadata("mentions", List.of("reader")));
        tell("alice", "a.b", 3);
        told.set(3, told.get(3).withCounts(Map.of(), 1));
        tell("alice", "a.b", 4);
        told.set(4, told.get(4).withCounts(Map.of("👍", 1), 0));
        tell(null, "a.b", 5);
        tell(null, "a.b", 6);

        assertThat(fold()).hasSize(7).allMatch(item -> item.fold() == null);
    }

    @Test
    void whateverThePagesEachEventIsCountedOnce() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            List<ActivityEvent> feed = randomFeed(random);
            int limit = 1 + random.nextInt(40);
            List<UUID> seen = new ArrayList<>();
            for (int from = 0; from < feed.size(); from += limit) {
                List<ActivityEvent> page = feed.subList(from, Math.min(feed.size(), from + limit));
                List<FoldedEvent> items = Folding.ofDefaults().fold(page, READER);
                checkOrder(page, items);
                items.forEach(item -> {
                    if (item.fold() == null) {
                        seen.add(item.event().id());
                    } else {
                        checkFold(page, item);
                        seen.addAll(item.fold().ids());
                    }
                });
            }
            assertThat(seen)
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(
                            feed.stream().map(ActivityEvent::id).toList());
        }
    }

    private static void checkOrder(List<ActivityEvent> page, List<FoldedEvent> items) {
        List<ActivityEvent> shown = items.stream().map(FoldedEvent::event).toList();
        assertThat(page).containsSubsequence(shown);
    }

    private static void checkFold(List<ActivityEvent> page, FoldedEvent item) {
        Map<UUID, ActivityEvent> byId = new HashMap<>();
        page.forEach(event -> byId.put(event.id(), event));
        Fold fold = item.fold();
        List<ActivityEvent> events = fold.ids().stream().map(byId::get).toList();
        assertThat(events).hasSizeGreaterThan(1).doesNotContainNull();
        assertThat(events.get(0)).isEqualTo(item.event());
        assertThat(events)
                .allSatisfy(event -> {
                    assertThat(event.eventType()).isEqualTo(item.event().eventType());
                    assertThat(event.entityType()).isEqualTo(item.event().entityType());
                    assertThat(event.important()).isFalse();
                    assertThat(event.commentCount()).isZero();
                    assertThat(READER.isMentionedBy(event)).isFalse();
                    assertThat(event.timestamp()).isBetween(fold.from(), fold.to());
                    assertThat(fold.actors()).extracting(Actor::id).contains(event.actorId());
                });
        long people = events.stream().map(ActivityEvent::actorId).distinct().count();
        assertThat(fold.actors()).hasSize((int) people);
        assertThat(people).isEqualTo(fold.kind() == Fold.Kind.RUN ? 1 : Math.max(3, people));
    }

    private static List<ActivityEvent> randomFeed(Random random) {
        List<ActivityEvent> feed = new ArrayList<>();
        Instant time = NINE;
        int events = random.nextInt(120);
        for (int i = 0; i < events; i++) {
            // Now and then back-dated.
            time = time.plusSeconds(random.nextInt(random.nextInt(5) == 0 ? 9_000 : 200) - 40);
            ActivityEvent.Builder event =
                    ActivityEvent.builder("t." + random.nextInt(2))
                            .timestamp(time)
                            .actor(random.nextInt(20) == 0 ? null : "p" + random.nextInt(5))
                            .important(random.nextInt(15) == 0);
            if (random.nextInt(6) == 0) {
                event.entity("task", String.valueOf(random.nextInt(3)));
            }
            if (random.nextInt(15) == 0) {
                event.metadata("mentions", List.of("reader"));
            }
            feed.add(0, event.build().withCounts(Map.of(), random.nextInt(15) == 0 ? 2 : 0));
        }
        return feed;
    }

    private void tell(String actor, String type, int minute) {
        tell(actor, type, minute, PLAIN);
    }

    private void tell(
            String actor, String type, int minute, UnaryOperator<ActivityEvent.Builder> more) {
        String name = actor == null ? null : actor.toUpperCase(Locale.ROOT);
        told.add(
                more.apply(
                                ActivityEvent.builder(type)
                                        .actor(actor, name)
                                        .timestamp(NINE.plus(Duration.ofMinutes(minute))))
                        .build());
    }

    private List<FoldedEvent> fold() {
        List<ActivityEvent> newestFirst = new ArrayList<>(told);
        Collections.reverse(newestFirst);
        return Folding.ofDefaults().fold(newestFirst, READER);
    }
}
