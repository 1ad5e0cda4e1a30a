package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.stream.Outcome.Done;
import dev.astir.stream.Outcome.Forbidden;
import dev.astir.stream.Outcome.NotFound;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedHub;
import dev.astir.stream.feed.RecordingSink;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who may change what, and what is refused. */
class ConversationsTest extends ConversationFixture {
    @Test
    void onlyTheAuthorMayChangeWhereTheCallerSaysSo() {
        ActivityEvent event = publish(event("Words").actor("alice").build());
        ActivityEvent ofTheSystem = publish(event("Words").actor(null).build());
        EventEdit edit = EventEdit.builder().message("Others").build();
        Comment comment =
                done(stream.comment(reader, event.id(), NewComment.of(ALICE, "c"))).value();
        CommentEdit commentEdit = CommentEdit.of("d");
        long head = head();

        assertThat(stream.edit(reader, event.id(), edit, Editor.author("bob")))
                .isEqualTo(new Forbidden<>("alice"));
        assertThat(stream.delete(reader, event.id(), Editor.author("bob")))
                .isEqualTo(new Forbidden<>("alice"));
        assertThat(stream.edit(reader, ofTheSystem.id(), edit, Editor.author("bob")))
                .isEqualTo(new Forbidden<>(null));
        assertThat(
                        stream.editComment(
                                reader,
                                event.id(),
                                comment.id(),
                                commentEdit,
                                Editor.author("bob")))
                .isEqualTo(new Forbidden<>("alice"));
        assertThat(stream.deleteComment(reader, event.id(), comment.id(), Editor.author("bob")))
                .isEqualTo(new Forbidden<>("alice"));
        assertThat(head()).isEqualTo(head);
        assertThat(stream.edit(reader, event.id(), edit, Editor.author("alice")))
                .isInstanceOf(Done.class);
        assertThat(
                        stream.editComment(
                                reader,
                                event.id(),
                                comment.id(),
                                commentEdit,
                                Editor.author("alice")))
                .isInstanceOf(Done.class);
        assertThat(stream.delete(reader, event.id(), Editor.author("alice")))
                .isInstanceOf(Done.class);
    }

    @Test
    void whatAReaderMayNotSeeDoesNotExist() {
        ActivityEvent secret = publish(event("Words").actor("alice").audience("managers").build());
        FeedReader manager = new FeedReader(feed, Set.of("managers"));
        Comment comment =
                done(stream.comment(manager, secret.id(), NewComment.of(BOB, "c"))).value();
        stream.react(manager, secret.id(), BOB, "👍");
        long head = head();
        RecordingSink outsider = subscribe(EventFilter.all());
        RecordingSink insider = new RecordingSink();
        stream.hub()
                .connect(FeedAccess.of("m", feed, Set.of("managers")), insider)
                .subscribe(FeedHub.ACTIVITIES, EventFilter.all(), null);
        insider.await("subscribed", 1);

        for (FeedReader stranger :
                List.of(
                        reader,
                        new FeedReader(feed, Set.of("user:x")),
                        new FeedReader("another feed", Set.of("managers")))) {
            assertThat(stream.edit(stranger, secret.id(), EventEdit.builder().message("x").build()))
                    .isInstanceOf(NotFound.class);
            assertThat(stream.delete(stranger, secret.id(), Editor.author("alice")))
                    .isInstanceOf(NotFound.class);
            assertThat(stream.react(stranger, secret.id(), ALICE, "👍"))
                    .isInstanceOf(NotFound.class);
            assertThat(stream.unreact(stranger, secret.id(), "bob", "👍"))
                    .isInstanceOf(NotFound.class);
            assertThat(stream.reactions(stranger, secret.id())).isEmpty();
            assertThat(stream.reactionsOf(stranger, "bob", List.of(secret.id()))).isEmpty();
            assertThat(stream.comment(stranger, secret.id(), NewComment.of(ALICE, "x")))
                    .isInstanceOf(NotFound.class);
            assertThat(stream.comments(stranger, secret.id(), null, 10)).isEmpty();
            assertThat(
                            stream.editComment(
                                    stranger,
                                    secret.id(),
                                    comment.id(),
                                    CommentEdit.of("x"),
                                    Editor.author("bob")))
                    .isInstanceOf(NotFound.class);
            assertThat(
                            stream.deleteComment(
                                    stranger, secret.id(), comment.id(), Editor.author("bob")))
                    .isInstanceOf(NotFound.class);
        }
        assertThat(head()).isEqualTo(head);

        stream.react(manager, secret.id(), ALICE, "👍");
        stream.delete(manager, secret.id());
        ActivityEvent last = publish(event("Words").build());
        outsider.await("put", 1);
        assertThat(outsider.messages("patch")).isEmpty();
        assertThat(outsider.messages("remove")).isEmpty();
        insider.await("put", 1);
        assertThat(insider.messages("patch")).hasSize(1);
        assertThat(insider.messages("remove")).hasSize(1);
        assertThat(last.message()).isEqualTo("Words");
    }

    @Test
    void refusesTextsThatAreEmptyOrTooLong() {
        assertThatThrownBy(() -> NewComment.of(ALICE, " \n ")).hasMessageContaining("body");
        assertThatThrownBy(() -> NewComment.of(ALICE, "x".repeat(4_001)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("4000");
        assertThat(NewComment.of(ALICE, "x".repeat(4_000)).body()).hasSize(4_000);
        assertThatThrownBy(() ->
                        NewComment.builder(ALICE, "x")
                                .mentions(Collections.nCopies(51, "m"))
                                .build())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("mentions");
        assertThatThrownBy(() -> NewComment.builder(ALICE, "x").id(UUID.randomUUID()).build())
                .hasMessageContaining("version 7");
        assertThatThrownBy(() -> EventEdit.builder().message(" ").build())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("message");
        assertThatThrownBy(() -> EventEdit.builder().entityUrl("javascript:1").build())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("entityUrl");
        for (String cursor : List.of("x", "-1", "1".repeat(19), "1; DROP")) {
            assertThatThrownBy(() -> stream.comments(reader, UUID.randomUUID(), cursor, 10))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("cursor");
        }
        assertThatThrownBy(() -> stream.comments(reader, UUID.randomUUID(), null, 201))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("limit");
    }

    @Test
    void keepsHostileTextAsItIs() {
        ActivityEvent event = publish(event("Words").build());
        stream.edit(reader, event.id(), EventEdit.builder().message(HOSTILE).build());
        Comment comment = comment(event, Actor.of(HOSTILE, HOSTILE), HOSTILE, null);
        stream.react(reader, event.id(), Actor.of(HOSTILE, HOSTILE), "👍");

        assertThat(stream.find(reader, event.id()).orElseThrow().message()).isEqualTo(HOSTILE);
        assertThat(comments(event)).containsExactly(comment);
        assertThat(comment.body()).isEqualTo(HOSTILE);
        assertThat(stream.reactionsOf(reader, HOSTILE, List.of(event.id())))
                .isEqualTo(Map.of(event.id(), List.of("👍")));
        assertThat(stream.reactions(reader, event.id()).orElseThrow().get(0).actorName())
                .isEqualTo(HOSTILE);
    }
}
