package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.stream.Outcome.Done;
import dev.astir.stream.Outcome.NotFound;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Threads of comments. */
class CommentsTest extends ConversationFixture {
    @Test
    void holdsThreadsOfComments() {
        ActivityEvent event = publish(event("Words").build());
        subscribe(EventFilter.all());
        Comment question = comment(event, ALICE, "Why?", null);
        Comment answer =
                done(stream.comment(
                                reader,
                                event.id(),
                                NewComment.builder(BOB, "Because, @Alice\n" + HOSTILE)
                                        .parent(question.id())
                                        .mentions(List.of("alice", "carol", "alice"))
                                        .build()))
                        .value();
        Comment other = comment(event, ALICE, "Nul \u0000 and half \uD83D", null);

        assertThat(answer.depth()).isEqualTo(2);
        assertThat(answer.mentions()).containsExactly("alice", "carol");
        CommentPage first = stream.comments(reader, event.id(), null, 2).orElseThrow();
        assertThat(first.items()).containsExactly(question, answer);
        CommentPage second = stream.comments(reader, event.id(), first.next(), 2).orElseThrow();
        assertThat(second.items()).containsExactly(other);
        assertThat(second.next()).isNull();
        assertThat(other.body()).isEqualTo("Nul \uFFFD and half \uFFFD");
        assertThat(stream.find(reader, event.id()).orElseThrow().commentCount()).isEqualTo(3);
        assertThat(sink.await("patch", 3))
                .extracting(patch -> patch.get("changes"))
                .containsExactly(
                        Map.of("commentCount", 1),
                        Map.of("commentCount", 2),
                        Map.of("commentCount", 3));
    }

    @Test
    void editsComments() {
        ActivityEvent event = publish(event("Words").build());
        Comment before =
                done(stream.comment(
                                reader,
                                event.id(),
                                NewComment.builder(ALICE, "Why?").mentions(List.of("bob")).build()))
                        .value();

        Comment after =
                done(stream.editComment(
                                reader,
                                event.id(),
                                before.id(),
                                CommentEdit.of("How?"),
                                Editor.anybody()))
                        .value();

        assertThat(after.body()).isEqualTo("How?");
        assertThat(after.mentions()).containsExactly("bob");
        assertThat(after.editedAt()).isNotNull();
        assertThat(comments(event)).containsExactly(after);
        assertThat(head()).isEqualTo(3);
        assertThat(
                        done(stream.editComment(
                                        reader,
                                        event.id(),
                                        before.id(),
                                        CommentEdit.of("How?"),
                                        Editor.anybody()))
                                .isChanged())
                .isFalse();
        assertThat(head()).isEqualTo(3);
    }

    @Test
    void aDeletedCommentKeepsItsPlaceWhileThereAreAnswers() {
        ActivityEvent event = publish(event("Words").build());
        Comment top = comment(event, ALICE, "top", null);
        Comment middle = comment(event, BOB, "middle", top.id());
        Comment leaf = comment(event, ALICE, "leaf", middle.id());

        assertThat(deleteComment(event, middle)).isInstanceOf(Done.class);
        assertThat(deleteComment(event, top)).isInstanceOf(Done.class);

        assertThat(comments(event)).hasSize(3);
        assertThat(comments(event).get(1))
                .isEqualTo(
                        new Comment(
                                middle.id(),
                                event.id(),
                                top.id(),
                                2,
                                null,
                                null,
                                "",
                                List.of(),
                                middle.createdAt(),
                                null,
                                true));
        assertThat(stream.find(reader, event.id()).orElseThrow().commentCount()).isEqualTo(1);
        assertThat(deleteComment(event, middle)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> comment(event, BOB, "late", middle.id()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("parentId");

        deleteComment(event, leaf);
        assertThat(comments(event)).isEmpty();
        assertThat(stream.find(reader, event.id()).orElseThrow().commentCount()).isZero();
    }

    @Test
    void refusesAnswersThatAreTooDeepOrToNothing() {
        ActivityEvent event = publish(event("Words").build());
        ActivityEvent other = publish(event("Words").build());
        Comment elsewhere = comment(other, ALICE, "elsewhere", null);
        Comment deepest = comment(event, ALICE, "1", null);
        for (int depth = 2; depth <= Comment.DEEPEST; depth++) {
            deepest = comment(event, ALICE, "" + depth, deepest.id());
        }
        UUID parent = deepest.id();

        assertThatThrownBy(() -> comment(event, ALICE, "too deep", parent))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("parentId")
                .hasMessageContaining("10 levels");
        assertThatThrownBy(() -> comment(event, ALICE, "astray", elsewhere.id()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("parentId");
        assertThat(stream.find(reader, event.id()).orElseThrow().commentCount()).isEqualTo(10);
    }

    @Test
    void aCommentThatIsSentTwiceIsThereOnce() {
        ActivityEvent event = publish(event("Words").build());
        NewComment comment = NewComment.of(ALICE, "once");

        Done<Comment> first = done(stream.comment(reader, event.id(), comment));
        Done<Comment> second = done(stream.comment(reader, event.id(), comment));

        assertThat(second.isChanged()).isFalse();
        assertThat(second.value()).isEqualTo(first.value());
        assertThat(second.position()).isEqualTo(first.position());
        assertThat(comments(event)).hasSize(1);
        assertThatThrownBy(() ->
                        stream.comment(
                                reader,
                                event.id(),
                                NewComment.builder(BOB, "mine").id(comment.id()).build()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("id");
    }

    private Outcome<Comment> deleteComment(ActivityEvent event, Comment comment) {
        return stream.deleteComment(reader, event.id(), comment.id(), Editor.anybody());
    }
}
