package dev.astir.stream.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.Evidence;
import dev.astir.stream.Habit;
import dev.astir.stream.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ImportanceTest {
    private static final Instant NOW = Instant.parse("2026-03-30T10:00:00Z");
    private static final Interest ALICE =
            new Interest("alice", Set.of(new Thing("project", "7"), new Thing("task", "42")));
    private static final Importance IMPORTANCE = Importance.ofDefaults();

    @Test
    void saysWhyInReasonsThatAddUp() {
        ActivityEvent event =
                event("task.completed")
                        .entity("task", "42")
                        .important(true)
                        .metadata("mentions", List.of("bob", "alice"))
                        .build();

        EventScore score = score(event, evidence(event, 4, true));

        assertThat(score.reasons())
                .extracting(Reason::name)
                .containsExactly("type", "mention", "mine", "thread", "rarity");
        assertThat(score.reasons()).extracting(Reason::points).containsExactly(15, 40, 15, 10, 5);
        assertThat(score.points()).isEqualTo(85);
        assertThat(score.reasons().get(2).facts())
                .isEqualTo(Map.of("entityType", "task", "entityId", "42"));
        assertThat(score.reasons().get(4).facts()).isEqualTo(Map.of("times", 4L, "days", 30L));
    }

    @Test
    void knowsAThingByTheMetadataAndAThreadByTheCommentOnIt() {
        ActivityEvent push = event("integration.push").metadata("projectId", 7).build();
        ActivityEvent thread = event("note.written").build();
        ActivityEvent comment =
                event("user.commented").entity("activity", thread.id().toString()).build();
        Evidence evidence =
                new Evidence(
                        List.of(push, thread, comment), Map.of(), Set.of(thread.id()), Set.of());

        assertThat(names(score(push, evidence))).containsExactly("type", "mine", "rarity");
        assertThat(names(score(comment, evidence))).containsExactly("type", "thread", "rarity");
    }

    @Test
    void aMentionInACommentCountsForWhatWasCommentedOnAlone() {
        ActivityEvent thread = event("note.written").build();
        ActivityEvent other =
                event("user.commented").entity("activity", thread.id().toString()).build();
        Evidence evidence =
                new Evidence(List.of(thread, other), Map.of(), Set.of(), Set.of(thread.id()));

        assertThat(names(score(thread, evidence))).contains("mention");
        assertThat(names(score(other, evidence))).doesNotContain("mention");
    }

    @Test
    void rareCountsMoreAndNeverLess() {
        ActivityEvent event = event("a.b").build();
        int before = Integer.MAX_VALUE;
        for (long times = 1; times <= 5_000; times++) {
            int points = score(event, evidence(event, times, false)).points();
            assertThat(points).as("%d times", times).isLessThanOrEqualTo(before);
            before = points;
        }
        assertThat(rarity(event, 1)).isEqualTo(15);
        assertThat(rarity(event, 2)).isEqualTo(8);
        assertThat(rarity(event, 16)).isEqualTo(3);
    }

    private static int rarity(ActivityEvent event, long times) {
        return score(event, evidence(event, times, false)).points() - Importance.USUAL;
    }

    @Test
    void halvesWithEachHalfLife() {
        ActivityEvent event =
                event("a.b").important(true).metadata("mentions", List.of("alice")).build();
        Evidence evidence = evidence(event, 1, false);
        Importance weekly = Importance.builder().halfLife(Duration.ofDays(7)).build();

        assertThat(pointsAfter(IMPORTANCE, event, evidence, Duration.ZERO)).isEqualTo(70);
        assertThat(pointsAfter(IMPORTANCE, event, evidence, Duration.ofHours(24))).isEqualTo(35);
        assertThat(pointsAfter(IMPORTANCE, event, evidence, Duration.ofHours(48))).isEqualTo(18);
        assertThat(pointsAfter(weekly, event, evidence, Duration.ofDays(7))).isEqualTo(35);
        assertThat(pointsAfter(IMPORTANCE, event, evidence, Duration.ofDays(900))).isZero();
        assertThat(pointsAfter(IMPORTANCE, event, evidence, Duration.ofHours(-1))).isEqualTo(70);
        EventScore old = IMPORTANCE.score(event, evidence, ALICE, NOW.plus(Duration.ofHours(36)));
        assertThat(old.reasons().get(3))
                .isEqualTo(new Reason("age", -45, Map.of("hours", 36.0, "halfLifeHours", 24.0)));
    }

    private static int pointsAfter(
            Importance importance, ActivityEvent event, Evidence evidence, Duration age) {
        return importance.score(event, evidence, ALICE, NOW.plus(age)).points();
    }

    @Test
    void onesOwnCountsLittle() {
        ActivityEvent own = event("a.b").actor("alice").important(true).build();

        EventScore score = score(own, evidence(own, 1, false));

        assertThat(score.points()).isEqualTo(6);
        assertThat(score.reasons().get(2)).isEqualTo(new Reason("own", -24, Map.of("share", 0.2)));
    }

    @Test
    void typesWeighWhatTheEmbedderSays() {
        Importance importance =
                Importance.builder().weight("task.completed", 10).weight("task.*", 0).build();

        assertThat(weight(importance, "task.completed")).isEqualTo(10);
        assertThat(weight(importance, "task.created")).isZero();
        assertThat(weight(importance, "a.b")).isEqualTo(Importance.USUAL);
        assertThatThrownBy(() -> Importance.builder().weight("a.*.b", 1))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Importance.builder().weight("a", 11))
                .hasMessageContaining("0 to 10");
        assertThatThrownBy(() -> Importance.builder().halfLife(Duration.ZERO))
                .hasMessageContaining("1 ms or more");
    }

    /** What the system did has no rarity. */
    private static int weight(Importance importance, String type) {
        ActivityEvent event = ActivityEvent.builder(type).timestamp(NOW).build();
        return importance.score(event, evidence(event, 0, false), ALICE, NOW).points();
    }

    @Test
    void whateverTheEventTheReasonsAddUpToZeroToAHundred() {
        Random random = new Random(17);
        for (int i = 0; i < 2_000; i++) {
            ActivityEvent.Builder builder =
                    event("t." + random.nextInt(3))
                            .actor(random.nextInt(4) == 0 ? "alice" : "bob")
                            .important(random.nextBoolean())
                            .timestamp(NOW.minusSeconds(random.nextInt(400_000)));
            if (random.nextBoolean()) {
                builder.metadata("mentions", List.of("alice"));
            }
            if (random.nextBoolean()) {
                builder.entity("task", "42");
            }
            ActivityEvent event = builder.build();
            Evidence evidence = evidence(event, random.nextInt(300), random.nextBoolean());

            EventScore score = score(event, evidence);

            assertThat(score.points()).isBetween(0, 100);
            assertThat(score.reasons().stream().mapToInt(Reason::points).sum())
                    .isEqualTo(score.points());
            assertThat(score).isEqualTo(score(event, evidence));
        }
    }

    private static List<String> names(EventScore score) {
        return score.reasons().stream().map(Reason::name).toList();
    }

    private static EventScore score(ActivityEvent event, Evidence evidence) {
        return IMPORTANCE.score(event, evidence, ALICE, NOW);
    }

    private static Evidence evidence(ActivityEvent event, long times, boolean wroteIn) {
        Set<UUID> threads = wroteIn ? Set.of(event.id()) : Set.of();
        Map<Habit, Long> habits =
                event.actorId() == null
                        ? Map.of()
                        : Map.of(new Habit(event.actorId(), event.eventType()), times);
        return new Evidence(List.of(event), habits, threads, Set.of());
    }

    private static ActivityEvent.Builder event(String type) {
        return ActivityEvent.builder(type).actor("bob").timestamp(NOW);
    }
}
