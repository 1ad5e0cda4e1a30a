package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.Outcome.Done;
import dev.astir.stream.feed.RecordingSink;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A stream, and what tests of edits, reactions and comments do with it. */
abstract class ConversationFixture {
    static final Actor ALICE = Actor.of("alice", "Alice");

    static final Actor BOB = Actor.of("bob", "Bob");

    static final String HOSTILE = "<script>alert(1)</script>'; DROP TABLE x; -- \" \\ %s {}";

    static TestDatabase database;

    static ActivityStream stream;

    final String feed = UUID.randomUUID().toString();

    final FeedReader reader = FeedReader.of(feed);

    final RecordingSink sink = new RecordingSink();

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
        stream = ActivityStream.of(database.owner());
    }

    @AfterAll
    static void stop() {
        stream.close();
        database.close();
    }

    ActivityEvent.Builder event(String message) {
        return ActivityEvent.builder("a.b").message(message).icon("i").color("red");
    }

    ActivityEvent publish(ActivityEvent event) {
        stream.publish(feed, event).join();
        return stream.find(new FeedReader(feed, event.audience()), event.id()).orElseThrow();
    }

    Comment comment(ActivityEvent event, Actor author, String body, UUID parent) {
        return done(stream.comment(
                        reader,
                        event.id(),
                        NewComment.builder(author, body).parent(parent).build()))
                .value();
    }

    List<Comment> comments(ActivityEvent event) {
        return stream.comments(reader, event.id(), null, 200).orElseThrow().items();
    }

    void edit(ActivityEvent event, String message) {
        stream.edit(reader, event.id(), EventEdit.builder().message(message).build());
    }

    RecordingSink subscribe(EventFilter filter) {
        stream.subscribe(feed, filter, null, sink);
        sink.await("subscribed", 1);
        return sink;
    }

    long head() {
        return stream.page(reader, EventFilter.all(), null, 1).position().offset();
    }

    StreamPosition position(long offset) {
        return new StreamPosition(
                stream.page(reader, EventFilter.all(), null, 1).position().epoch(), offset);
    }

    static <T> Done<T> done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Done.class);
        return (Done<T>) outcome;
    }
}
