package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Working through a feed from a position that somebody keeps. */
class PublishedEventsTest {

    private static TestDatabase database;
    private static ActivityStream stream;

    private final String feed = UUID.randomUUID().toString();
    private final FeedReader reader = new FeedReader(feed, Set.of("managers"));

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

    @Test
    void tellsEachEventOnceOldestFirst() {
        StreamPosition from = publish("first");
        for (int i = 0; i < 5; i++) {
            publish("event " + i);
        }

        List<String> told = new ArrayList<>();
        StreamPosition next = from;
        while (!next.equals(head())) {
            PublishedEvents part = stream.published(reader, next, 2);
            assertThat(part.isWhole()).isTrue();
            part.items().forEach(item -> told.add(item.event().message()));
            next = part.next();
        }

        assertThat(told).containsExactly("event 0", "event 1", "event 2", "event 3", "event 4");
        assertThat(stream.published(reader, next, 2).items()).isEmpty();
        assertThat(stream.published(reader, next, 2).next()).isEqualTo(next);
    }

    /** A change takes an offset as well: a reader of changes finds the event behind its page. */
    @Test
    void losesNoEventThatChangedBeforeItWasRead() {
        StreamPosition from = publish("first");
        ActivityEvent edited = event("edited");
        stream.publish(feed, edited).join();
        publish("second");
        stream.edit(reader, edited.id(), EventEdit.builder().message("edited since").build());

        PublishedEvents one = stream.published(reader, from, 1);
        PublishedEvents rest = stream.published(reader, one.next(), 9);

        assertThat(one.items())
                .extracting(i -> i.event().message())
                .containsExactly("edited since");
        assertThat(rest.items()).extracting(i -> i.event().message()).containsExactly("second");
        assertThat(rest.next()).isEqualTo(head());
    }

    @Test
    void tellsNeitherWhatWasDeletedNorWhatIsForOthers() {
        StreamPosition from = publish("first");
        ActivityEvent gone = event("gone");
        stream.publish(feed, gone).join();
        stream.publish(feed, event("for managers").toBuilder().audience("managers").build()).join();
        stream.publish(feed, event("for Bob").toBuilder().audience("user:bob").build()).join();
        stream.delete(reader, gone.id());

        PublishedEvents all = stream.published(reader, from, 9);

        assertThat(all.items())
                .extracting(i -> i.event().message())
                .containsExactly("for managers");
        assertThat(all.next()).isEqualTo(head());
    }

    @Test
    void tellsNothingOfAnotherHistory() {
        publish("first");

        PublishedEvents none = stream.published(reader, new StreamPosition("other", 0), 9);

        assertThat(none.items()).isEmpty();
        assertThat(none.isWhole()).isFalse();
        assertThat(none.next()).isEqualTo(head());
    }

    @Test
    void tellsThatTheBeginningWasDropped() {
        StreamPosition from = publish("old");
        publish("older than what is kept");
        stream.records().deleteBefore(feed, Instant.now().plusSeconds(60), 10);
        publish("new");

        PublishedEvents rest = stream.published(reader, new StreamPosition(from.epoch(), 0), 9);

        assertThat(rest.isWhole()).isFalse();
        assertThat(rest.items()).extracting(i -> i.event().message()).containsExactly("new");
    }

    @Test
    void knowsTheHeadsOfManyFeeds() {
        StreamPosition head = publish("first");

        assertThat(stream.heads(Set.of(feed, "nobody's"))).isEqualTo(Map.of(feed, head));
    }

    @Test
    void refusesPartsWithoutBounds() {
        StreamPosition from = publish("first");

        assertThatThrownBy(() -> stream.published(reader, from, 201))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("limit");
    }

    private StreamPosition head() {
        return stream.heads(Set.of(feed)).get(feed);
    }

    private StreamPosition publish(String message) {
        return stream.publish(feed, event(message)).join();
    }

    private static ActivityEvent event(String message) {
        return ActivityEvent.builder("task.created").message(message).build();
    }
}
