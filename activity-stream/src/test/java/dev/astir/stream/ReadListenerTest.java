package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedHub;
import dev.astir.stream.feed.FeedSession;
import dev.astir.stream.feed.RecordingSink;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Whoever listens hears what is about to be read, and can forbid it. */
class ReadListenerTest {

    @Test
    void hearsOfPagesEventsAndFilesBeforeTheyAreRead() throws IOException {
        List<String> heard = new ArrayList<>();
        boolean[] refuses = new boolean[1];
        try (TestDatabase database = TestDatabase.migrated();
                ActivityStream stream =
                        ActivityStream.builder(database.owner())
                                .onRead((reader, events) -> {
                                    if (refuses[0]) {
                                        throw new IllegalStateException("planted");
                                    }
                                    events.forEach(event ->
                                            heard.add(reader.audiences() + " " + event.message()));
                                })
                                .build()) {
            FeedReader reader = new FeedReader("f", Set.of("managers"));
            ActivityEvent one = event("one").audience("managers").build();
            stream.publish("f", one).join();
            stream.publish("f", event("hidden").audience("others").build()).join();
            stream.publish("f", event("two").build()).join();

            stream.page(reader, EventFilter.all(), null, 10);
            assertThat(heard).containsExactly("[managers] two", "[managers] one");
            heard.clear();
            stream.find(reader, one.id());
            stream.find(reader, UUID.randomUUID());
            assertThat(heard).containsExactly("[managers] one");
            heard.clear();
            stream.csv(reader, EventFilter.all(), new StringBuilder());
            assertThat(heard).containsExactly("[managers] two", "[managers] one");

            refuses[0] = true;
            assertThatThrownBy(() -> stream.page(reader, EventFilter.all(), null, 10))
                    .hasMessage("planted");
            assertThatThrownBy(() -> stream.csv(reader, EventFilter.all(), new StringBuilder()))
                    .hasMessage("planted");
        }
    }

    @Test
    void hearsOfWhatIsAttachedAndOfWhoWasCounted() {
        List<String> heard = new ArrayList<>();
        ReadListener listener =
                new ReadListener() {
                    @Override
                    public void reads(FeedReader reader, List<ActivityEvent> events) {
                        events.forEach(event -> heard.add("read " + event.message()));
                    }

                    @Override
                    public void counts(FeedReader reader, Set<String> actors) {
                        heard.add("counted " + actors);
                    }
                };
        try (TestDatabase database = TestDatabase.migrated();
                ActivityStream stream =
                        ActivityStream.builder(database.owner()).onRead(listener).build()) {
            FeedReader reader = new FeedReader("f", Set.of("managers"));
            ActivityEvent one = event("one").actor("bob").audience("managers").build();
            stream.publish("f", one).join();
            stream.publish("f", event("hidden").actor("eve").audience("others").build()).join();
            stream.publish("f", event("for all").actor("cid").build()).join();

            stream.comments(reader, one.id(), null, 10);
            stream.reactions(reader, one.id());
            stream.react(reader, one.id(), Actor.of("dora", "Dora"), "👍");
            stream.unreact(reader, one.id(), "dora", "👍");
            assertThat(heard).hasSize(4).containsOnly("read one");
            heard.clear();
            stream.stats(reader, EventFilter.all(), Bucket.HOUR, ZoneOffset.UTC, 10);
            assertThat(heard).containsExactly("counted [bob]");
            heard.clear();
            stream.stats(FeedReader.of("f"), EventFilter.all(), Bucket.HOUR, ZoneOffset.UTC, 10);
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void hearsOfWhatASubscriptionCatchesUpWithBeforeItIsSent() {
        List<String> heard = new CopyOnWriteArrayList<>();
        AtomicBoolean refuses = new AtomicBoolean(true);
        RecordingSink sink = new RecordingSink();
        try (TestDatabase database = TestDatabase.migrated();
                ActivityStream stream =
                        ActivityStream.builder(database.owner())
                                .onRead((reader, events) -> {
                                    if (refuses.getAndSet(false)) {
                                        throw new IllegalStateException("planted");
                                    }
                                    heard.add(sink.messages("put").size() + " sent");
                                    events.forEach(event ->
                                            heard.add(reader.audiences() + " " + event.message()));
                                })
                                .build()) {
            FeedReader reader = new FeedReader("f", Set.of("managers"));
            StreamPosition first = stream.publish("f", event("first").build()).join();
            stream.publish("f", event("for all").build()).join();
            stream.publish("f", event("one").audience("managers").build()).join();
            stream.publish("f", event("hidden").audience("others").build()).join();
            stream.publish("f", event("for all, too").build()).join();
            stream.publish("f", event("two").audience("managers").build()).join();

            FeedSession session = stream.hub().connect(FeedAccess.of("dora", reader), sink);
            session.subscribe(FeedHub.ACTIVITIES, EventFilter.all(), first);

            assertThat(sink.await("put", 4))
                    .extracting(put -> String.valueOf(((Map<?, ?>) put.get("item")).get("message")))
                    .containsExactly("for all", "one", "for all, too", "two");
            assertThat(heard).containsExactly("1 sent", "[managers] one", "[managers] two");

            // What comes live is told by nobody but the authenticator.
            stream.publish("f", event("live").audience("managers").build()).join();
            sink.await("put", 5);
            assertThat(heard).hasSize(3);
        }
    }

    private static ActivityEvent.Builder event(String message) {
        return ActivityEvent.builder("a.b").message(message);
    }
}
