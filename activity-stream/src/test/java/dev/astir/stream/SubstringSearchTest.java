package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedHub;
import dev.astir.stream.feed.RecordingSink;
import dev.astir.stream.postgres.StreamSchema;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Searching within words, which an embedder asks for. */
class SubstringSearchTest {
    private static final String FEED = "substrings";
    private static final EventFilter LOG = EventFilter.all().text("LOG 42");

    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void needsAnIndexThatIsMadeOnRequest() {
        ActivityStream.Builder builder =
                ActivityStream.builder(database.owner()).searchRule(SearchRule.SUBSTRINGS);
        assertThatThrownBy(builder::build)
                .isInstanceOf(StreamException.class)
                .hasMessageContaining("searchRule: SUBSTRINGS")
                .hasMessageContaining("StreamSchema.addSubstringIndex");

        StreamSchema.addSubstringIndex(database.owner());
        StreamSchema.addSubstringIndex(database.owner());

        try (ActivityStream stream = builder.build()) {
            ActivityEvent found = publish(stream, "Weblog A420 was moved");
            publish(stream, "Log of yesterday");
            assertThat(stream.page(FEED, LOG, null, 10).items())
                    .extracting(ActivityEvent::id)
                    .containsExactly(found.id());
            followsEdits(stream, found);
        }
    }

    private static void followsEdits(ActivityStream stream, ActivityEvent found) {
        RecordingSink sink = new RecordingSink();
        stream.hub()
                .connect(FeedAccess.of("x", FEED, Set.of()), sink)
                .subscribe(FeedHub.ACTIVITIES, LOG, null);
        sink.await("subscribed", 1);

        ActivityEvent another = publish(stream, "Blogs: 142 read");
        edit(stream, found, "Gone");
        publish(stream, "Login failed");
        edit(stream, another, "Blogs: 143 read");

        assertThat(sink.await("put", 1))
                .singleElement()
                .asString()
                .contains(another.id().toString());
        assertThat(sink.await("remove", 2))
                .extracting(message -> message.get("id"))
                .containsExactly(found.id().toString(), another.id().toString());
    }

    private static ActivityEvent publish(ActivityStream stream, String message) {
        ActivityEvent event = ActivityEvent.builder("note.written").message(message).build();
        stream.publish(FEED, event).join();
        return event;
    }

    private static void edit(ActivityStream stream, ActivityEvent event, String message) {
        stream.edit(
                FeedReader.of(FEED),
                event.id(),
                EventEdit.builder().message(message).build(),
                Editor.anybody());
    }
}
