package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.stream.postgres.StreamSchema;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ActivityStreamTest {
    private static TestDatabase database;
    private static ActivityStream stream;

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
        EventTypes types =
                EventTypes.of(
                        EventType.of(
                                "task.completed",
                                "✓",
                                "#16a34a",
                                "{actor} completed {entity} in {minutes} minutes"));
        stream =
                ActivityStream.builder(database.owner())
                        .types(types)
                        .enricher((feed, event) -> event.toBuilder().actorName("Alice").build())
                        .build();
    }

    @AfterAll
    static void stop() {
        stream.close();
        database.close();
    }

    @Test
    void capturesAnEventWithWhatEnricherAndTypeKnow() {
        ActivityEvent event =
                ActivityEvent.of(
                        "task.completed",
                        "alice",
                        new Entity("task", "41", "Fix Login Bug", "/tasks/41", "#TASK-41"),
                        Map.of("minutes", 42, "tags", List.of("a", "b"), "deep", Map.of("x", 1.5)));

        StreamPosition position = stream.publish("capture", event).join();

        EventPage page = stream.page("capture", EventFilter.all(), null, 10);
        assertThat(page.position()).isEqualTo(position);
        assertThat(page.next()).isNull();
        assertThat(page.items()).containsExactly(stream.enrich("capture", event));
        ActivityEvent read = page.items().get(0);
        assertThat(read.message()).isEqualTo("Alice completed Fix Login Bug in 42 minutes");
        assertThat(read.icon()).isEqualTo("✓");
        assertThat(read.metadata()).isEqualTo(event.metadata());
        assertThat(read.entityReference()).isEqualTo("#TASK-41");
        assertThat(stream.find(FeedReader.of("capture"), event.id())).contains(read);
    }

    @Test
    void givesUnknownTypesANeutralLook() {
        ActivityEvent event = stream.enrich("f", ActivityEvent.builder("rocket.launched").build());

        assertThat(event.icon()).isEqualTo(EventType.NEUTRAL_ICON);
        assertThat(event.color()).isEqualTo(EventType.NEUTRAL_COLOR);
        assertThat(event.message()).isEqualTo("Alice: rocket launched");
    }

    @Test
    void pagesThroughAFeedNewestFirst() {
        List<UUID> published = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            ActivityEvent event = ActivityEvent.builder("a.b").build();
            published.add(0, event.id());
            stream.publish("paged", event).join();
        }

        List<UUID> read = new ArrayList<>();
        String cursor = null;
        do {
            EventPage page = stream.page("paged", EventFilter.all(), cursor, 10);
            page.items().forEach(event -> read.add(event.id()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(read).isEqualTo(published);
    }

    @Test
    void pagesBeforeATime() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (int hours = 0; hours < 4; hours++) {
            stream.publish(
                            "timed",
                            ActivityEvent.builder("a.b")
                                    .timestamp(now.minus(hours, ChronoUnit.HOURS))
                                    .build())
                    .join();
        }

        EventPage page =
                stream.page(
                        "timed", EventFilter.all(), now.minus(1, ChronoUnit.HOURS).toString(), 10);

        assertThat(page.items())
                .extracting(ActivityEvent::timestamp)
                .containsExactly(now.minus(3, ChronoUnit.HOURS), now.minus(2, ChronoUnit.HOURS));
    }

    @Test
    void keepsFeedsAndAudiencesApart() {
        ActivityEvent everybody = ActivityEvent.builder("a.everybody").build();
        ActivityEvent managers = ActivityEvent.builder("a.managers").audience("managers").build();
        ActivityEvent bob = ActivityEvent.builder("a.bob").audience("user:bob", "managers").build();
        ActivityEvent other = ActivityEvent.builder("a.other").build();
        stream.publish("wall", everybody).join();
        stream.publish("wall", managers).join();
        stream.publish("wall", bob).join();
        stream.publish("wall 2", other).join();

        assertThat(types(FeedReader.of("wall"))).containsExactly("a.everybody");
        assertThat(types(new FeedReader("wall", Set.of("user:bob"))))
                .containsExactly("a.bob", "a.everybody");
        assertThat(types(new FeedReader("wall", Set.of("managers"))))
                .containsExactly("a.bob", "a.managers", "a.everybody");
        assertThat(stream.find(FeedReader.of("wall"), managers.id())).isEmpty();
        assertThat(stream.find(FeedReader.of("wall"), other.id())).isEmpty();
        assertThat(stream.find(new FeedReader("wall", Set.of("managers")), managers.id()))
                .isPresent();
    }

    @Test
    void publishingAnEventAgainAnswersWhereItStands() {
        ActivityEvent event = ActivityEvent.builder("a.b").build();
        StreamPosition first = stream.publish("again", event).join();
        stream.publish("again", ActivityEvent.builder("a.b").build()).join();

        assertThat(stream.publish("again", event).join()).isEqualTo(first);
        assertThat(stream.page("again", EventFilter.all(), null, 10).items()).hasSize(2);
    }

    @Test
    void oneRefusedEventOfABatchDoesNotTakeTheOthersWithIt() {
        UUID longAgo = new UUID(0x0000_0000_1000_7000L, 0x8000_0000_0000_0001L);
        List<CompletableFuture<StreamPosition>> good = new ArrayList<>();
        List<CompletableFuture<StreamPosition>> bad = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            good.add(stream.publish("mixed", ActivityEvent.builder("a.b").build()));
            bad.add(
                    stream.publish(
                            "mixed",
                            ActivityEvent.builder("a.b")
                                    .id(longAgo)
                                    .timestamp(Instant.EPOCH)
                                    .build()));
        }

        assertThat(good.stream().map(CompletableFuture::join).map(StreamPosition::offset))
                .isEqualTo(IntStream.rangeClosed(1, 50).mapToObj(Long::valueOf).toList());
        assertThat(bad)
                .allSatisfy(future ->
                        assertThatThrownBy(future::join)
                                .hasCauseInstanceOf(RejectedRowsException.class));
    }

    @Test
    void givesDenseOffsetsToWritersOnTwoNodes() throws Exception {
        int writers = 16;
        int each = 100;
        try (ActivityStream second = ActivityStream.of(database.owner())) {
            List<Long> offsets = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                ActivityStream node = i % 2 == 0 ? stream : second;
                threads.add(
                        new Thread(() -> {
                            for (int n = 0; n < each; n++) {
                                long offset =
                                        node.publish("dense", ActivityEvent.builder("a.b").build())
                                                .join()
                                                .offset();
                                synchronized (offsets) {
                                    offsets.add(offset);
                                }
                            }
                        }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(offsets).hasSize(writers * each);
            assertThat(new HashSet<>(offsets)).hasSize(writers * each);
            assertThat(offsets.stream().mapToLong(o -> o).max()).hasValue(writers * each);
        }
    }

    @Test
    void refusesCursorsLimitsAndPositionsThatAreNotItsOwn() {
        assertThatThrownBy(() -> stream.page("f", EventFilter.all(), "nonsense", 10))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("before")
                .hasMessageContaining("nonsense");
        assertThatThrownBy(() -> stream.page("f", EventFilter.all(), "otherepoch-3", 10))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> stream.page("f", EventFilter.all(), null, 201))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("limit");
    }

    @Test
    void refusesWorkOnceItIsClosed() {
        ActivityStream closed = ActivityStream.of(database.owner());
        closed.close();

        assertThatThrownBy(() -> closed.publish("f", ActivityEvent.builder("a.b").build()).join())
                .hasCauseInstanceOf(StreamException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void saysWhatIsMissingWhenTheTablesAreNotThere() {
        try (TestDatabase empty = TestDatabase.empty()) {
            assertThatThrownBy(() -> ActivityStream.of(empty.owner()))
                    .isInstanceOf(StreamException.class)
                    .hasMessageContaining("activity_events_prepare");
        }
    }

    @Test
    void storesTextThatPostgresCannot() {
        ActivityEvent event =
                ActivityEvent.builder("a.b")
                        .message("nul \u0000 and half \uD83D of a pair")
                        .metadata(Map.of("k\u0000", "v\u0000"))
                        .build();
        stream.publish("odd", event).join();

        ActivityEvent read = stream.page("odd", EventFilter.all(), null, 1).items().get(0);
        assertThat(read.message()).isEqualTo("nul \uFFFD and half \uFFFD of a pair");
        assertThat(read.metadata()).isEqualTo(Map.of("k\uFFFD", "v\uFFFD"));
    }

    @Test
    void worksForARoleThatOwnsNothing() {
        try (TestDatabase empty = TestDatabase.empty()) {
            empty.execute("CREATE TABLE of_the_application (id int)");
            empty.execute("DROP ROLE IF EXISTS stream_user");
            empty.execute("CREATE ROLE stream_user NOLOGIN");
            StreamSchema.migrate(empty.owner(), "stream_user");
            StreamSchema.migrate(empty.owner(), "stream_user");
            // What nobody made ahead, the lesser role can make.
            String newest =
                    empty.single(
                            "SELECT max(inhrelid::regclass::text) FROM pg_inherits"
                                    + " WHERE inhparent = 'activity_events'::regclass");
            empty.execute("DROP TABLE " + newest);
            try (var pool = empty.pool("stream_user");
                    ActivityStream lesser = ActivityStream.of(pool)) {
                lesser.publish("f", ActivityEvent.builder("a.b").build()).join();
                assertThat(lesser.page("f", EventFilter.all(), null, 1).items()).hasSize(1);
            }
            assertThat(empty.single("SELECT to_regclass('" + newest + "')")).isEqualTo(newest);
        }
    }

    private static List<String> types(FeedReader reader) {
        return stream.page(reader, EventFilter.all(), null, 50).items().stream()
                .map(ActivityEvent::eventType)
                .toList();
    }
}
