package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityStore.Change;
import dev.astir.stream.bus.InProcessBus;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedHub;
import dev.astir.stream.feed.RecordingSink;
import dev.astir.stream.postgres.PostgresActivityStore;
import dev.astir.stream.postgres.StreamSchema;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random filters while random events are edited and deleted: who loads a page and follows it has in
 * the end what the model says, on the node that makes the changes and on one that reads of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilterChangeTest {
    private static final int EVENTS = 60;
    private static final int VIEWS = 80;
    private static final int CHANGES = 200;
    private static final Duration PING = Duration.ofMillis(100);

    private final TestDatabase database = TestDatabase.migrated();
    private final InProcessBus bus = new InProcessBus();
    private final List<ActivityStream> nodes = new ArrayList<>();
    private final Map<UUID, ActivityEvent> published = new LinkedHashMap<>();
    private final Map<UUID, ActivityEvent> now = new LinkedHashMap<>();

    @BeforeAll
    void makeIndex() {
        StreamSchema.addSubstringIndex(database.owner());
    }

    @AfterEach
    void stop() {
        nodes.forEach(ActivityStream::close);
    }

    @AfterAll
    void close() {
        database.close();
    }

    private void start(SearchRule rule) {
        nodes.clear();
        for (int i = 0; i < 2; i++) {
            nodes.add(
                    ActivityStream.builder(database.owner())
                            .bus(bus)
                            .pingInterval(PING)
                            .searchRule(rule)
                            .build());
        }
    }

    @ParameterizedTest
    @CsvSource({"WORDS, 1", "WORDS, 2", "SUBSTRINGS, 3"})
    void viewsFollowEditsAndDeletions(SearchRule rule, long seed) {
        start(rule);
        Random random = new Random(seed);
        String feed = "changing " + seed;
        publish(random, feed);
        List<View> views = new ArrayList<>();
        for (int i = 0; i < VIEWS; i++) {
            FeedReader reader = new FeedReader(feed, FilterModelTest.audiences(random));
            views.add(new View(nodes.get(i % 2), reader, FilterModelTest.filter(random)));
        }
        views.forEach(view -> view.sink.await("subscribed", 1));

        for (int i = 0; i < CHANGES; i++) {
            change(random, feed);
        }

        StreamPosition head = nodes.get(0).page(feed, EventFilter.all(), null, 1).position();
        views.forEach(view -> view.assertWhole(head, rule));
        assertThat(views.stream().mapToLong(view -> view.sink.messages("put").size()).sum())
                .isGreaterThan(VIEWS);
        assertThat(views.stream().mapToLong(view -> view.sink.messages("remove").size()).sum())
                .isGreaterThan(VIEWS);
        assertThatWhatIsLookedUpStaysTheSame(feed, head);
    }

    private void publish(Random random, String feed) {
        published.clear();
        now.clear();
        for (int i = 0; i < EVENTS; i++) {
            ActivityEvent event = nodes.get(0).enrich(feed, FilterModelTest.event(random));
            nodes.get(0).publish(feed, event).join();
            published.put(event.id(), event);
        }
        now.putAll(published);
    }

    private void change(Random random, String feed) {
        List<UUID> ids = List.copyOf(now.keySet());
        UUID id = ids.get(random.nextInt(ids.size()));
        FeedReader reader = new FeedReader(feed, Set.of("managers", "user:1"));
        if (random.nextInt(10) == 0) {
            nodes.get(0).delete(reader, id, Editor.anybody());
            now.remove(id);
            return;
        }
        EventEdit.Builder edit = EventEdit.builder().message(FilterModelTest.message(random));
        if (random.nextBoolean()) {
            edit.important(random.nextBoolean());
        }
        now.put(
                id,
                nodes.get(0)
                        .edit(reader, id, edit.build(), Editor.anybody())
                        .toOptional()
                        .orElseThrow());
    }

    /** The hub relies on it: it looks groups up by these fields of any state of an event. */
    private void assertThatWhatIsLookedUpStaysTheSame(String feed, StreamPosition head) {
        List<Change> changes =
                new PostgresActivityStore(database.owner(), Clock.systemUTC(), TextSearch.DEFAULT)
                        .changes(feed, 0, head.offset(), 2 * EVENTS);
        assertThat(changes).hasSize(EVENTS).anyMatch(Change::deleted);
        for (Change change : changes) {
            ActivityEvent before = published.get(change.event().id());
            ActivityEvent after = change.event();
            assertThat(after.eventType()).isEqualTo(before.eventType());
            assertThat(after.timestamp()).isEqualTo(before.timestamp());
            assertThat(after.audience()).isEqualTo(before.audience());
            if (!change.deleted()) {
                assertThat(after.actorId()).isEqualTo(before.actorId());
                assertThat(after.entityType()).isEqualTo(before.entityType());
                assertThat(after.entityId()).isEqualTo(before.entityId());
            }
        }
    }

    /** Somebody who has loaded a page and follows it. */
    private final class View {
        private final RecordingSink sink = new RecordingSink();
        private final FeedReader reader;
        private final EventFilter filter;
        private final Set<String> ids = new HashSet<>();

        View(ActivityStream node, FeedReader reader, EventFilter filter) {
            this.reader = reader;
            this.filter = filter;
            EventPage page = node.page(reader, filter, null, EVENTS);
            page.items().forEach(event -> ids.add(event.id().toString()));
            node.hub()
                    .connect(FeedAccess.of("viewer", reader.feed(), reader.audiences()), sink)
                    .subscribe(FeedHub.ACTIVITIES, filter, page.position());
        }

        void assertWhole(StreamPosition head, SearchRule rule) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollDelay(Duration.ZERO)
                    .until(() ->
                            sink.messages("ping").stream()
                                    .anyMatch(
                                            ping -> head.toString().equals(ping.get("position"))));
            for (Map<String, Object> message : sink.messages()) {
                if (message.get("type").equals("put")) {
                    ids.add((String) ((Map<?, ?>) message.get("item")).get("id"));
                } else if (message.get("type").equals("remove")) {
                    ids.remove((String) message.get("id"));
                }
            }
            Set<String> wanted = new HashSet<>();
            for (ActivityEvent event : now.values()) {
                if (FilterModelTest.isWanted(event, filter, reader, rule)) {
                    wanted.add(event.id().toString());
                }
            }
            assertThat(ids).as("%s of %s", filter, reader).isEqualTo(wanted);
        }
    }
}
