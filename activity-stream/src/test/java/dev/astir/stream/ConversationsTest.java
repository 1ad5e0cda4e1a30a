package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.astir.stream.Outcome.Done;
import dev.astir.stream.Outcome.Forbidden;
import dev.astir.stream.Outcome.NotFound;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedHub;
import dev.astir.stream.feed.RecordingSink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationsTest {
    private static final Actor ALICE = Actor.of("alice", "Alice");
    private static final Actor BOB = Actor.of("bob", "Bob");
    private static final String HOSTILE =
            "<script>alert(1)</script>'; DROP TABLE x; -- \" \\ %s {}";

    private static TestDatabase database;
    private static ActivityStream stream;

    private final String feed = UUID.randomUUID().toString();
    private final FeedReader reader = FeedReader.of(feed);
    private final RecordingSink sink = new RecordingSink();

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

    @Test
    void countsReactionsAndTellsSubscribersTheDifference() {
        ActivityEvent event = publish(event("Words").build());
        subscribe(EventFilter.all());

        stream.react(reader, event.id(), ALICE, "👍");
        stream.react(reader, event.id(), BOB, "👍");
        Done<ActivityEvent> again = done(stream.react(reader, event.id(), BOB, "👍"));
        stream.react(reader, event.id(), BOB, "🎉");
        stream.unreact(reader, event.id(), "bob", "👍");
        stream.unreact(reader, event.id(), "bob", "🎉");
        Done<ActivityEvent> none = done(stream.unreact(reader, event.id(), "bob", "🎉"));

        assertThat(again.isChanged()).isFalse();
        assertThat(none.isChanged()).isFalse();
        assertThat(none.value().reactions()).isEqualTo(Map.of("👍", 1));
        assertThat(stream.find(reader, event.id()).orElseThrow().reactions())
                .isEqualTo(Map.of("👍", 1));
        assertThat(head()).isEqualTo(6);
        // What is null in a patch is absent in what the sink reads.
        assertThat(sink.await("patch", 5))
                .extracting(patch -> patch.get("changes"))
                .containsExactly(
                        Map.of("reactions", Map.of("👍", 1)),
                        Map.of("reactions", Map.of("👍", 2)),
                        Map.of("reactions", Map.of("🎉", 1)),
                        Map.of("reactions", Map.of("👍", 1)),
                        Map.of("reactions", Map.of()));
        assertThat(sink.messages("put")).isEmpty();
    }

    @Test
    void listsWhoReacted() {
        ActivityEvent one = publish(event("one").build());
        ActivityEvent two = publish(event("two").build());
        ActivityEvent three = publish(event("three").build());
        stream.react(reader, one.id(), ALICE, "👍");
        stream.react(reader, one.id(), BOB, "🎉");
        stream.react(reader, two.id(), BOB, "❤️");
        stream.react(reader, two.id(), BOB, "👍");

        assertThat(stream.reactions(reader, one.id()).orElseThrow())
                .extracting(Reaction::emoji, Reaction::actorId, Reaction::actorName)
                .containsExactlyInAnyOrder(
                        tuple("👍", "alice", "Alice"), tuple("🎉", "bob", "Bob"));
        assertThat(stream.reactionsOf(reader, "bob", List.of(one.id(), two.id(), three.id())))
                .containsOnlyKeys(one.id(), two.id())
                .containsEntry(one.id(), List.of("🎉"))
                .hasEntrySatisfying(
                        two.id(),
                        emojis -> assertThat(emojis).containsExactlyInAnyOrder("❤️", "👍"));
        assertThat(stream.reactionsOf(reader, "bob", List.of())).isEmpty();
        assertThatThrownBy(
                        () -> stream.reactionsOf(reader, "bob", Collections.nCopies(201, one.id())))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void limitsHowManyDifferentEmojisAnEventHas() {
        ActivityEvent event = publish(event("Words").build());
        for (int i = 0; i < 50; i++) {
            stream.react(reader, event.id(), ALICE, Character.toString(0x1F600 + i));
        }

        assertThatThrownBy(() -> stream.react(reader, event.id(), ALICE, "👍"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("emoji")
                .hasMessageContaining("50");
        assertThat(done(stream.react(reader, event.id(), BOB, "😀")).value().reactions())
                .hasSize(50)
                .containsEntry("😀", 2);
    }

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "👍",
                "👍🏽",
                "❤",
                "❤️",
                "🎉",
                "👨‍👩‍👧‍👦",
                "🕵️‍♂️",
                "🏳️‍🌈",
                "🇨🇭",
                "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
                "1️⃣",
                "#️⃣",
                "©️",
                "ℹ️",
                "‼️",
                "〰️",
                "㊗️",
                "↔️",
                "🅰️",
                "🫨",
                "🧑🏽‍🤝‍🧑🏿",
                "✅"
            })
    void reactsWithAnyEmoji(String emoji) {
        ActivityEvent event = publish(event("Words").build());

        assertThat(done(stream.react(reader, event.id(), ALICE, emoji)).value().reactions())
                .isEqualTo(Map.of(emoji, 1));
        assertThat(stream.find(reader, event.id()).orElseThrow().reactions())
                .isEqualTo(Map.of(emoji, 1));
        assertThat(done(stream.unreact(reader, event.id(), "alice", emoji)).value().reactions())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "ok",
                "1",
                "+1",
                ":+1:",
                "👍👍",
                "👍 ",
                "👍a",
                "\u0000",
                "\u202E👍",
                "\u200D",
                "👍\u200D",
                "\uD83D",
                "🇨",
                "<b>",
                "日",
                "\n",
                "é",
                "👍\uFE0F\uFE0F",
                "\uFE0F",
                "🏽🏽🏽"
            })
    void refusesWhatIsNotOneEmoji(String emoji) {
        ActivityEvent event = publish(event("Words").build());

        assertThatThrownBy(() -> stream.react(reader, event.id(), ALICE, emoji))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("emoji");
        assertThat(head()).isEqualTo(1);
    }

    @Test
    void refusesAnEndlessEmoji() {
        String family = "👨" + "\u200D👨".repeat(11);

        assertThatThrownBy(() -> stream.react(reader, UUID.randomUUID(), ALICE, family))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("32");
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

    private ActivityEvent.Builder event(String message) {
        return ActivityEvent.builder("a.b").message(message).icon("i").color("red");
    }

    private ActivityEvent publish(ActivityEvent event) {
        stream.publish(feed, event).join();
        return stream.find(new FeedReader(feed, event.audience()), event.id()).orElseThrow();
    }

    private Comment comment(ActivityEvent event, Actor author, String body, UUID parent) {
        return done(stream.comment(
                        reader,
                        event.id(),
                        NewComment.builder(author, body).parent(parent).build()))
                .value();
    }

    private Outcome<Comment> deleteComment(ActivityEvent event, Comment comment) {
        return stream.deleteComment(reader, event.id(), comment.id(), Editor.anybody());
    }

    private List<Comment> comments(ActivityEvent event) {
        return stream.comments(reader, event.id(), null, 200).orElseThrow().items();
    }

    private void edit(ActivityEvent event, String message) {
        stream.edit(reader, event.id(), EventEdit.builder().message(message).build());
    }

    private List<ActivityEvent> search(String words) {
        return new ArrayList<>(
                stream.page(reader, EventFilter.all().text(words), null, 10).items());
    }

    private RecordingSink subscribe(EventFilter filter) {
        stream.subscribe(feed, filter, null, sink);
        sink.await("subscribed", 1);
        return sink;
    }

    private long head() {
        return stream.page(reader, EventFilter.all(), null, 1).position().offset();
    }

    private StreamPosition position(long offset) {
        return new StreamPosition(
                stream.page(reader, EventFilter.all(), null, 1).position().epoch(), offset);
    }

    private static <T> Done<T> done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Done.class);
        return (Done<T>) outcome;
    }
}
