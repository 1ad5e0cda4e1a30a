package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedHub;
import dev.astir.stream.feed.RecordingSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ErasureTest {
    private static final Actor MALLORY = Actor.of("mallory-id", "Mallory");
    private static final Actor ALICE = Actor.of("alice", "Alice");

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
    void leavesNothingOfAPersonAndAllOfTheOthers() {
        List<ActivityEvent> theirs = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            theirs.add(publish(MALLORY, i % 2 == 0 ? "managers" : null));
        }
        ActivityEvent event = publish(ALICE, null);
        ActivityEvent untouched = publish(ALICE, null);
        stream.react(reader, event.id(), MALLORY, "👍");
        stream.react(reader, event.id(), ALICE, "👍");
        stream.react(reader, event.id(), MALLORY, "🎉");
        stream.react(reader, theirs.get(0).id(), ALICE, "👍");
        Comment answered = comment(event, MALLORY, null, List.of());
        Comment answer = comment(event, ALICE, answered.id(), List.of("mallory-id", "bob"));
        Comment leaf = comment(event, MALLORY, answer.id(), List.of());
        comment(event, MALLORY, leaf.id(), List.of("alice"));
        comment(theirs.get(1), ALICE, null, List.of());
        stream.react(reader, untouched.id(), ALICE, "👍");
        long head = head();
        RecordingSink sink = new RecordingSink();
        stream.hub()
                .connect(FeedAccess.of("x", feed, Set.of("managers")), sink)
                .subscribe(FeedHub.ACTIVITIES, EventFilter.all(), null);
        sink.await("subscribed", 1);

        Erasure erasure = stream.eraseActor(feed, "mallory-id", "Somebody who left");

        assertThat(erasure).isEqualTo(new Erasure(250, 3, 2, 1, 0));
        assertThat(page())
                .extracting(ActivityEvent::id)
                .containsExactly(untouched.id(), event.id());
        ActivityEvent left = stream.find(reader, event.id()).orElseThrow();
        assertThat(left.reactions()).isEqualTo(Map.of("👍", 1));
        assertThat(left.commentCount()).isEqualTo(1);
        List<Comment> comments =
                stream.comments(reader, event.id(), null, 10).orElseThrow().items();
        assertThat(comments).extracting(Comment::id).containsExactly(answered.id(), answer.id());
        assertThat(comments.get(0).deleted()).isTrue();
        assertThat(comments.get(0).authorName()).isEqualTo("Somebody who left");
        assertThat(comments.get(1).mentions()).containsExactly("bob");
        assertThat(
                        database.single(
                                "SELECT count(*) FROM (SELECT e::text AS t FROM activity_events e"
                                        + " UNION ALL SELECT r::text FROM activity_reactions r"
                                        + " UNION ALL SELECT c::text FROM activity_comments c)"
                                        + " AS everything WHERE t ILIKE '%mallory%'"))
                .isEqualTo("0");
        // Each change took an offset of its own, and subscribers heard of each.
        assertThat(head()).isEqualTo(head + 251);
        assertThat(sink.await("remove", 250))
                .extracting(message -> message.get("id"))
                .containsExactlyInAnyOrderElementsOf(
                        theirs.stream().map(one -> one.id().toString()).toList());
        Map<?, ?> item = (Map<?, ?>) sink.await("put", 1).get(0).get("item");
        assertThat(item.get("reactions")).isEqualTo(Map.of("👍", 1));
        assertThat(item.get("commentCount")).isEqualTo(1);

        assertThat(stream.eraseActor(feed, "mallory-id", null))
                .isEqualTo(new Erasure(0, 0, 0, 0, 0));
        assertThat(head()).isEqualTo(head + 251);
    }

    @Test
    void staysInItsFeed() {
        ActivityEvent event = publish(MALLORY, null);

        assertThat(stream.eraseActor("another feed", "mallory-id", null))
                .isEqualTo(new Erasure(0, 0, 0, 0, 0));

        assertThat(page()).containsExactly(event);
    }

    @Test
    void goesOnWhileOthersReactAndComment() throws Exception {
        List<ActivityEvent> events = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ActivityEvent event = publish(ALICE, null);
            events.add(event);
            stream.react(reader, event.id(), MALLORY, "👍");
            comment(event, MALLORY, null, List.of());
        }
        List<CompletableFuture<Void>> others = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Actor actor = Actor.of("other" + i, null);
            others.add(
                    CompletableFuture.runAsync(() -> {
                        for (ActivityEvent event : events) {
                            stream.react(reader, event.id(), actor, "👍");
                            stream.comment(reader, event.id(), NewComment.of(actor, "c"));
                        }
                    }));
        }

        Erasure erasure = stream.eraseActor(feed, "mallory-id", null);
        others.forEach(CompletableFuture::join);

        assertThat(erasure).isEqualTo(new Erasure(0, 20, 20, 0, 0));
        assertThat(page())
                .allSatisfy(event -> {
                    assertThat(event.reactions()).isEqualTo(Map.of("👍", 4));
                    assertThat(event.commentCount()).isEqualTo(4);
                });
        assertThat(head()).isEqualTo(20 + 2 * 20 + 4 * 2 * 20 + 20);
    }

    private ActivityEvent publish(Actor actor, String audience) {
        ActivityEvent.Builder event =
                ActivityEvent.builder("a.b")
                        .actor(actor.id(), actor.name())
                        .message(actor.name() + " did it");
        if (audience != null) {
            event.audience(audience);
        }
        ActivityEvent built = stream.enrich(feed, event.build());
        stream.publish(feed, built).join();
        return built;
    }

    private Comment comment(ActivityEvent event, Actor author, UUID parent, List<String> mentions) {
        return stream.comment(
                        reader,
                        event.id(),
                        NewComment.builder(author, author.name() == null ? "x" : author.name())
                                .parent(parent)
                                .mentions(mentions)
                                .build())
                .toOptional()
                .orElseThrow();
    }

    private List<ActivityEvent> page() {
        return stream.page(reader, EventFilter.all(), null, 200).items();
    }

    private long head() {
        return stream.page(reader, EventFilter.all(), null, 1).position().offset();
    }
}
