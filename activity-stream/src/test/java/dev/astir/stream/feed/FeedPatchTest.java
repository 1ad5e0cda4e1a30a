package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore;
import dev.astir.stream.Actor;
import dev.astir.stream.ConversationStore;
import dev.astir.stream.ConversationStore.Applied;
import dev.astir.stream.Editor;
import dev.astir.stream.EventEdit;
import dev.astir.stream.EventFilter;
import dev.astir.stream.EventPage;
import dev.astir.stream.FeedReader;
import dev.astir.stream.PageCursor;
import dev.astir.stream.SearchRule;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.TestDatabase;
import dev.astir.stream.TextSearch;
import dev.astir.stream.bus.InProcessBus;
import dev.astir.stream.postgres.PostgresActivityStore;
import dev.astir.stream.postgres.PostgresConversationStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The table tells the last change of an event alone. When a second change comes between, a reading
 * up to the first finds neither, and the second must not arrive as a mere difference.
 */
class FeedPatchTest {
    private static final FeedReader READER = FeedReader.of("patched");

    private final TestDatabase database = TestDatabase.migrated();
    private final ConversationStore conversations = new PostgresConversationStore(database.owner());
    private final InterruptedStore store =
            new InterruptedStore(
                    new PostgresActivityStore(
                            database.owner(), Clock.systemUTC(), TextSearch.DEFAULT));
    private final RecordingSink first = new RecordingSink();
    private final RecordingSink second = new RecordingSink();
    private FeedHub hub;
    private ActivityEvent event;
    private StreamPosition published;
    private StreamPosition edited;

    @BeforeEach
    void publishAndEdit() {
        store.prepare();
        hub =
                new FeedHub(
                        store,
                        SearchRule.WORDS,
                        new InProcessBus(),
                        Clock.systemUTC(),
                        Duration.ofMillis(20));
        event = ActivityEvent.builder("a.b").message("old").icon("i").color("red").build();
        published = store.append(List.of(new ActivityStore.Publication("patched", event))).get(0);
        edited = commitEdit("new").position();
    }

    @AfterEach
    void stop() {
        hub.close();
        database.close();
    }

    @Test
    void whoIsCaughtUpMeanwhileGetsTheWholeEvent() {
        // Somebody is live already, and gets the difference.
        subscribe(first, null);
        store.beforeNextReading(() -> {
            react();
            first.await("patch", 1);
        });

        subscribe(second, published);

        assertThat(message(second)).isEqualTo("new");
        assertThat(first.messages("put")).isEmpty();
    }

    @Test
    void whoHasJustBeenCaughtUpGetsTheWholeEvent() {
        subscribe(first, null);
        AtomicReference<ActivityStore.Committed> reaction = new AtomicReference<>();
        store.beforeNextReading(() -> reaction.set(commitReaction()));
        subscribe(second, published);
        // It is live when it hears of all that the feed has delivered.
        awaitPing(second, edited);

        hub.committed(List.of(reaction.get()));

        assertThat(message(second)).isEqualTo("new");
    }

    @Test
    void whoIsLiveGetsTheDifferenceAgainAfterwards() {
        whoHasJustBeenCaughtUpGetsTheWholeEvent();

        Applied<ActivityEvent> next =
                conversations.react(READER, event.id(), Actor.of("x", null), "👍", Instant.now());
        hub.committed(List.of(Objects.requireNonNull(next.committed())));

        assertThat(second.await("patch", 1).get(0).get("changes"))
                .isEqualTo(Map.of("reactions", Map.of("👍", 1)));
    }

    @Test
    void whoWasNotToldThatAnEventLeftTheirFilterHearsItWithTheNextChange() {
        subscribe(first, null);
        AtomicReference<ActivityStore.Committed> next = new AtomicReference<>();
        store.beforeNextReading(() -> next.set(commitEdit("newer")));
        subscribe(second, published, EventFilter.all().text("old"));
        awaitPing(second, edited);
        // The edit that took the event from them is hidden by the next one, before which the event
        // was none of theirs any more.
        assertThat(second.messages("put")).isEmpty();

        hub.committed(List.of(next.get()));

        assertThat(second.await("remove", 1).get(0)).containsEntry("id", event.id().toString());
    }

    private void subscribe(RecordingSink sink, StreamPosition after) {
        subscribe(sink, after, EventFilter.all());
    }

    private void subscribe(RecordingSink sink, StreamPosition after, EventFilter filter) {
        hub.connect(FeedAccess.of("someone", "patched", Set.of()), sink)
                .subscribe(FeedHub.ACTIVITIES, filter, after);
        sink.await("subscribed", 1);
    }

    private static void awaitPing(RecordingSink sink, StreamPosition position) {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        sink.messages("ping").stream()
                                .anyMatch(
                                        ping -> position.toString().equals(ping.get("position"))));
    }

    private void react() {
        hub.committed(List.of(commitReaction()));
    }

    private ActivityStore.Committed commitEdit(String message) {
        return Objects.requireNonNull(
                conversations
                        .edit(
                                READER,
                                event.id(),
                                EventEdit.builder().message(message).build(),
                                Editor.anybody())
                        .committed());
    }

    private ActivityStore.Committed commitReaction() {
        return Objects.requireNonNull(
                conversations
                        .react(READER, event.id(), Actor.of("a", null), "🎉", Instant.now())
                        .committed());
    }

    private static Object message(RecordingSink sink) {
        Map<?, ?> item = (Map<?, ?>) sink.await("put", 1).get(0).get("item");
        assertThat(item.get("reactions")).isEqualTo(Map.of("🎉", 1));
        return item.get("message");
    }

    /** The real store, in which something happens just before changes are read. */
    private static final class InterruptedStore implements ActivityStore {
        private final ActivityStore store;
        private final AtomicReference<Runnable> interruption = new AtomicReference<>();

        InterruptedStore(ActivityStore store) {
            this.store = store;
        }

        void beforeNextReading(Runnable interruption) {
            this.interruption.set(interruption);
        }

        @Override
        public List<Change> changes(String feed, long after, long upTo, int limit) {
            Runnable next = interruption.getAndSet(null);
            if (next != null) {
                next.run();
            }
            return store.changes(feed, after, upTo, limit);
        }

        @Override
        public List<Change> published(FeedReader reader, long after, long upTo, int limit) {
            return store.published(reader, after, upTo, limit);
        }

        @Override
        public List<StreamPosition> append(List<Publication> publications) {
            return store.append(publications);
        }

        @Override
        public Optional<StreamPosition> locate(String feed, UUID id) {
            return store.locate(feed, id);
        }

        @Override
        public EventPage page(FeedReader reader, EventFilter filter, PageCursor before, int limit) {
            return store.page(reader, filter, before, limit);
        }

        @Override
        public Optional<ActivityEvent> find(FeedReader reader, UUID id) {
            return store.find(reader, id);
        }

        @Override
        public FeedHead head(String feed) {
            return store.head(feed);
        }

        @Override
        public Map<String, FeedHead> heads(Collection<String> feeds) {
            return store.heads(feeds);
        }

        @Override
        public void prepare() {
            store.prepare();
        }
    }
}
