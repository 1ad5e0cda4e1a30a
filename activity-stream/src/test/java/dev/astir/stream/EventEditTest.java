package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.Outcome.Done;
import dev.astir.stream.Outcome.NotFound;
import dev.astir.stream.feed.RecordingSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Events that are edited and deleted. */
class EventEditTest extends ConversationFixture {
    @Test
    void editsWhatMayBeEditedAndTellsSubscribers() {
        ActivityEvent before = publish(event("Old words").metadata(Map.of("a", 1)).build());
        subscribe(EventFilter.all());
        MediaLink picture = MediaLink.of("/p.png", "image/png");

        Done<ActivityEvent> done =
                done(
                        stream.edit(
                                reader,
                                before.id(),
                                EventEdit.builder()
                                        .message("New words")
                                        .important(true)
                                        .entityName("Thing")
                                        .entityUrl("/things/1")
                                        .metadata(Map.of("b", List.of(1, "x")))
                                        .media(List.of(picture))
                                        .build()));

        ActivityEvent wanted =
                before.toBuilder()
                        .message("New words")
                        .important(true)
                        .entityName("Thing")
                        .entityUrl("/things/1")
                        .metadata(Map.of("b", List.of(1, "x")))
                        .media(List.of(picture))
                        .build();
        assertThat(done.value()).isEqualTo(wanted);
        assertThat(done.isChanged()).isTrue();
        assertThat(done.position().offset()).isEqualTo(2);
        assertThat(stream.find(reader, before.id())).contains(wanted);
        assertThat(search("new")).containsExactly(wanted);
        assertThat(search("old")).isEmpty();
        Map<String, Object> put = sink.await("put", 1).get(0);
        assertThat(put).containsEntry("position", done.position().toString());
        assertThat((Map<?, ?>) put.get("item"))
                .extracting("message", "entityName")
                .containsExactly("New words", "Thing");
        assertThat(stream.page(reader, EventFilter.all(), null, 1).position())
                .isEqualTo(done.position());
    }

    @Test
    void takesAwayWhatIsEditedToNothingAndLeavesTheRest() {
        ActivityEvent before =
                publish(
                        event("Words")
                                .entity(new Entity("task", "1", "Thing", "/things/1", "#1"))
                                .metadata(Map.of("a", 1))
                                .build());

        ActivityEvent after =
                done(stream.edit(
                                reader,
                                before.id(),
                                EventEdit.builder().entityName("").entityUrl("").build()))
                        .value();

        assertThat(after).isEqualTo(before.toBuilder().entityName(null).entityUrl(null).build());
    }

    @Test
    void anEditThatChangesNothingTakesNoOffset() {
        ActivityEvent event = publish(event("Words").metadata(Map.of("n", 42L)).build());

        Done<ActivityEvent> done =
                done(
                        stream.edit(
                                reader,
                                event.id(),
                                EventEdit.builder()
                                        .message("Words")
                                        .metadata(Map.of("n", 42))
                                        .build()));

        assertThat(done.isChanged()).isFalse();
        assertThat(done.position().offset()).isEqualTo(1);
        assertThat(head()).isEqualTo(1);
    }

    @Test
    void anEditMovesAnEventIntoAndOutOfFilters() {
        ActivityEvent event = publish(event("apple").build());
        subscribe(EventFilter.all().text("pear"));

        edit(event, "pear");
        sink.await("put", 1);
        edit(event, "plum");
        assertThat(sink.await("remove", 1).get(0)).containsEntry("id", event.id().toString());

        // Who comes later is told the same.
        RecordingSink later = new RecordingSink();
        stream.subscribe(feed, EventFilter.all().text("pear"), position(1), later);
        assertThat(later.await("remove", 1).get(0)).containsEntry("id", event.id().toString());
    }

    @Test
    void aDeletedEventLeavesNothingButItsPlace() {
        ActivityEvent event =
                publish(
                        event("Secret words")
                                .actor("alice-secret", "Alice Secret")
                                .entity(new Entity("secret", "secret-1", "Secret", "/secret", "#S"))
                                .metadata(Map.of("secret", "secret"))
                                .media(List.of(new MediaLink("/secret", "a/b", "secret")))
                                .icon("secret")
                                .build());
        stream.react(reader, event.id(), Actor.of("secret", "Secret"), "👍");
        stream.comment(reader, event.id(), NewComment.of(Actor.of("secret", "Secret"), "secret"));
        subscribe(EventFilter.all().actor("alice-secret"));

        assertThat(done(stream.delete(reader, event.id())).value().message())
                .isEqualTo("Secret words");

        assertThat(sink.await("remove", 1).get(0)).containsEntry("id", event.id().toString());
        assertThat(stream.find(reader, event.id())).isEmpty();
        assertThat(stream.page(reader, EventFilter.all(), null, 10).items()).isEmpty();
        assertThat(search("secret")).isEmpty();
        assertThat(
                        database.single(
                                "SELECT count(*) FROM (SELECT e::text AS t FROM activity_events e"
                                        + " UNION ALL SELECT r::text FROM activity_reactions r"
                                        + " UNION ALL SELECT c::text FROM activity_comments c)"
                                        + " AS everything WHERE t ILIKE '%secret%'"))
                .isEqualTo("0");
        // Again, there is nothing left to delete, edit or react to.
        long head = head();
        assertThat(stream.delete(reader, event.id())).isInstanceOf(NotFound.class);
        assertThat(stream.react(reader, event.id(), BOB, "👍")).isInstanceOf(NotFound.class);
        assertThat(stream.comments(reader, event.id(), null, 10)).isEmpty();
        // And it cannot be published again.
        stream.publish(feed, event).join();
        assertThat(stream.find(reader, event.id())).isEmpty();
        assertThat(head()).isEqualTo(head);
    }

    private List<ActivityEvent> search(String words) {
        return new ArrayList<>(
                stream.page(reader, EventFilter.all().text(words), null, 10).items());
    }
}
