package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedHub;
import dev.astir.stream.feed.RecordingSink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A copy of all that somebody left, its erasure from what others wrote, and an end for the old. */
class FeedRecordsTest {
    private static final String ALICE = "3b7f0c1e-aaaa-4bbb-8ccc-000000000001";
    private static final String ALICES_SESSION = "7d0a3c52-bbbb-4ccc-8ddd-000000000002";
    private static final String BOB = "bob";

    private static TestDatabase database;
    private static ActivityStream stream;
    private static FeedRecords records;

    private final String feed = UUID.randomUUID().toString();
    private final FeedReader reader = new FeedReader(feed, Set.of("managers"));
    private final ErasedPerson alice =
            new ErasedPerson(
                    ALICE,
                    Set.of(
                            "Alice Moreau",
                            "alice@example.org",
                            // What everybody may write, and a stream is full of.
                            "May",
                            "2026",
                            "admin",
                            "https",
                            "20 26",
                            ALICES_SESSION),
                    "Erased person");

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
        OldMonth.ago(20).createIn(database);
        stream = ActivityStream.of(database.owner());
        records = stream.records();
    }

    @AfterAll
    static void stop() {
        stream.close();
        database.close();
    }

    @Test
    void takesAPersonOutOfWhatOthersWrote() {
        ActivityEvent hers = publish(event(ALICE, "Alice Moreau", "Alice Moreau fixed \"Plan X\""));
        ActivityEvent about =
                publish(
                        event(BOB, "Bob", "Bob made her a manager").toBuilder()
                                .entity("user", ALICE)
                                .build());
        ActivityEvent aboutHers =
                publish(
                        event(BOB, "Bob", "Bob commented on Plan X").toBuilder()
                                .entity("activity", hers.id().toString())
                                .build());
        ActivityEvent naming =
                publish(
                        event(BOB, "Bob", "Ask ALICE MOREAU, or alice@example.org (you may)")
                                .toBuilder()
                                .entity("task", "42")
                                .entityName("From Alice Moreau")
                                .entityReference("2026-42")
                                .entityUrl("https://example.org/?who=alice@example.org")
                                .metadata(
                                        Map.of(
                                                "mentions",
                                                List.of(ALICE, "carol"),
                                                "owner",
                                                ALICE,
                                                "role",
                                                "admin",
                                                "session",
                                                ALICES_SESSION,
                                                "notes",
                                                List.of(Map.of("to", "the \"Alice Moreau\" team"))))
                                .media(
                                        List.of(
                                                new MediaLink("/a.png", "image/png", "In May 2026"),
                                                MediaLink.of(
                                                        "https://example.org/2026", "image/png")))
                                .build());
        ActivityEvent other =
                publish(
                        event(
                                BOB,
                                "Bob",
                                "Alice Moreaus, Ann-Alice Moreau, Alice Moreau-Roux,"
                                        + " b.alice@example.org, alice@example.org.uk,"
                                        + " https://example.org/?alice@example.org,"
                                        + " 20 26, admin of 2026: nobody she is"));
        ActivityEvent namesake = publish(event("alice-2", "Alice Moreau", "Alice Moreau too"));
        comment(other, "Thanks, alice moreau! See you in May; we may win.");
        RecordingSink sink = new RecordingSink();
        stream.hub()
                .connect(FeedAccess.of("x", feed, Set.of("managers")), sink)
                .subscribe(FeedHub.ACTIVITIES, EventFilter.all(), null);
        sink.await("subscribed", 1);

        Erasure erasure = records.erase(feed, alice);

        assertThat(erasure).isEqualTo(new Erasure(3, 0, 0, 0, 2));
        assertThat(page())
                .extracting(ActivityEvent::id)
                .containsExactly(namesake.id(), other.id(), naming.id());
        ActivityEvent left = stream.find(reader, naming.id()).orElseThrow();
        assertThat(left.message()).isEqualTo("Ask Erased person, or Erased person (you may)");
        assertThat(left.entityName()).isEqualTo("From Erased person");
        assertThat(left.entityReference()).isEqualTo("2026-42");
        assertThat(left.entityUrl()).isEqualTo(naming.entityUrl());
        assertThat(left.metadata())
                .isEqualTo(
                        Map.of(
                                "mentions",
                                List.of("carol"),
                                "role",
                                "admin",
                                "session",
                                ALICES_SESSION,
                                "notes",
                                List.of(Map.of("to", "the \"Erased person\" team"))));
        assertThat(left.media()).isEqualTo(naming.media());
        assertThat(stream.find(reader, other.id()).orElseThrow().message())
                .isEqualTo(other.message());
        assertThat(stream.find(reader, namesake.id()).orElseThrow().message())
                .isEqualTo("Alice Moreau too");
        assertThat(stream.comments(reader, other.id(), null, 10).orElseThrow().items())
                .extracting(Comment::body)
                .containsExactly("Thanks, Erased person! See you in May; we may win.");
        assertThat(search("erased")).containsExactly(naming.id());
        // By its beginning: the one whose name is longer.
        assertThat(search("moreau")).containsExactly(namesake.id(), other.id());
        assertThat(sink.await("remove", 3))
                .extracting(message -> message.get("id"))
                .contains(hers.id().toString(), about.id().toString(), aboutHers.id().toString());
        sink.await("put", 2);

        assertThat(records.erase(feed, alice)).isEqualTo(Erasure.NOTHING);
    }

    /** What one reading finds of many is what is found of each. */
    @Test
    void countsWhatManyLeft() {
        ActivityEvent hers = publish(event(ALICE, "Alice", "one"));
        publish(event(ALICE, "Alice", "about herself").toBuilder().entity("user", ALICE).build());
        publish(event(BOB, "Bob", "about her").toBuilder().entity("user", ALICE).build());
        stream.delete(reader, publish(event(BOB, "Bob", "gone")).id());
        comment(hers, "a comment");
        stream.react(reader, hers.id(), new Actor("eve", "Eve"), "👍");

        Map<String, ActorCounts> counts = records.counts(feed, Set.of(ALICE, BOB, "eve", "nobody"));

        assertThat(counts).containsOnlyKeys(ALICE, BOB, "eve");
        assertThat(counts.get(ALICE).events()).isEqualTo(3);
        assertThat(counts.get(ALICE).oldest()).isEqualTo(hers.timestamp());
        assertThat(counts.get(BOB).events()).isEqualTo(1);
        assertThat(counts.get("eve")).isEqualTo(new ActorCounts(0, 0, 1, null));
        counts.forEach((id, of) -> assertThat(records.counts(feed, id)).isEqualTo(of));
        assertThat(counts.values().stream().mapToLong(ActorCounts::comments).sum()).isEqualTo(1);
        assertThat(records.counts(feed, "nobody").oldest()).isNull();
        assertThat(records.counts("another feed", ALICE).events()).isZero();
    }

    /** Somebody may have been promised a shorter time than others. */
    @Test
    void deletesWhatIsTooOldOfSome() {
        Instant before = Instant.now().minus(Duration.ofDays(400));
        ActivityEvent hers = publish(old(ALICE).build());
        ActivityEvent about = publish(old(BOB).entity("user", ALICE).build());
        ActivityEvent his = publish(old(BOB).build());
        ActivityEvent recent = publish(event(ALICE, "Alice", "recent"));
        comment(hers, "a comment");
        stream.react(reader, hers.id(), new Actor("eve", "Eve"), "👍");
        UUID other = UUID.randomUUID();
        stream.publish(other.toString(), old(ALICE).build()).join();

        assertThat(records.deleteBefore(feed, Set.of(ALICE, "nobody"), before, null))
                .isEqualTo(new ActorRetentionStep(2, null));

        assertThat(page())
                .extracting(ActivityEvent::id)
                .containsExactlyInAnyOrder(recent.id(), his.id())
                .doesNotContain(about.id());
        assertThat(records.counts(feed, "eve").reactions()).isZero();
        assertThat(records.counts(other.toString(), ALICE).events()).isEqualTo(1);
        assertThat(records.deleteBefore(feed, Set.of(ALICE), before, null).deleted()).isZero();
        // The next run begins behind it; but not for one whose time became shorter since.
        assertThat(done(ALICE)).isEqualTo("3");
        assertThat(records.deleteBefore(feed, Set.of(ALICE, BOB), before, null).deleted())
                .isEqualTo(1);
        assertThat(done(BOB)).isEqualTo("3");
        ActivityEvent late = publish(old(ALICE).build());
        assertThat(records.deleteBefore(feed, Set.of(ALICE), before, null).deleted()).isEqualTo(1);
        assertThat(page()).extracting(ActivityEvent::id).doesNotContain(late.id());
        assertThat(done(ALICE)).as("before the recent one, which is not too old").isEqualTo("3");
        assertThatThrownBy(() -> records.deleteBefore(feed, Set.of(), before, null))
                .isInstanceOf(InvalidInputException.class);
    }

    /** More than one part: each call does one, and nothing is passed over between two. */
    @Test
    void deletesWhatIsTooOldOfSomeInParts() {
        Instant before = Instant.now().minus(Duration.ofDays(400));
        publish(event(ALICE, "Alice", "recent, and before the old ones"));
        List<CompletableFuture<StreamPosition>> published = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            published.add(stream.publish(feed, old(i % 1_000 == 999 ? ALICE : BOB).build()));
        }
        CompletableFuture.allOf(published.toArray(CompletableFuture[]::new)).join();

        ActorRetentionStep first = records.deleteBefore(feed, Set.of(ALICE), before, null);
        ActorRetentionStep second = records.deleteBefore(feed, Set.of(ALICE), before, first.next());

        assertThat(first).isEqualTo(new ActorRetentionStep(4, "5000"));
        assertThat(second).isEqualTo(new ActorRetentionStep(1, null));
        assertThat(records.counts(feed, ALICE).events()).isEqualTo(1);
        // All in front of the first that was too young, of which there is none.
        assertThat(count("activity_actor_retention", feed)).isEqualTo("0");
        // Bob's time became shorter as well.
        records.deleteBefore(feed, Set.of(ALICE, BOB), Instant.now().plusSeconds(60), null);
        assertThat(done(ALICE)).isEqualTo("5000");
    }

    private String done(String actor) {
        return database.single(
                "SELECT done FROM activity_actor_retention WHERE feed = '%s' AND actor_id = '%s'"
                        .formatted(feed, actor));
    }

    @Test
    void fitsWhereTheReplacementIsLongerThanTheName() {
        ErasedPerson briefly = new ErasedPerson(ALICE, Set.of("Al Mo"), "Erased person");
        ActivityEvent full = publish(event(BOB, "Bob", "Al Mo ".repeat(600).strip()));

        records.erase(feed, briefly);

        assertThat(stream.find(reader, full.id()).orElseThrow().message()).doesNotContain("Al");
    }

    /** Whatever the locale of the database takes for a letter. */
    @Test
    void findsNamesOfEveryScriptAndOnlyThem() {
        ErasedPerson ivan =
                new ErasedPerson(
                        ALICE,
                        Set.of("Иван Петров", "山田 太郎", "Émile \"Mo\" Zola", "émile@пример.org"),
                        "Erased person");
        List<String> naming =
                List.of(
                        "Спасибо, ИВАН петров!",
                        "山田 太郎 が書いた",
                        "ÉMILE \"mo\" ZOLA",
                        "an Émile@Пример.org");
        List<String> others = List.of("Пётр Сидоров и Иванов", "田中 花子", "Zoé \"Mi\" Émilie");

        for (String text : naming) {
            assertThat(selected(ivan, text)).as(text).isEqualTo("t");
            assertThat(ivan.takeOutOf(text)).contains("Erased person");
        }
        for (String text : others) {
            assertThat(selected(ivan, text)).as(text).isEqualTo("f");
            assertThat(ivan.takeOutOf(text)).isEqualTo(text);
        }
    }

    /** Also as JSON has it. */
    private static String selected(ErasedPerson person, String text) {
        String patterns =
                person.patterns().stream()
                        .map(pattern -> "'" + pattern.replace("'", "''") + "'")
                        .collect(Collectors.joining(","));
        return database.single(
                "SELECT to_jsonb(text '%s')::text ~ ANY (ARRAY[%s])".formatted(text, patterns));
    }

    @Test
    void staysInItsFeed() {
        ActivityEvent naming = publish(event(BOB, "Bob", "Alice Moreau"));

        assertThat(records.erase("another feed", alice)).isEqualTo(Erasure.NOTHING);

        assertThat(page()).containsExactly(naming);
    }

    @Test
    void givesAllThatSomebodyLeftWhateverTheAudience() {
        List<UUID> hers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ActivityEvent.Builder event = event(ALICE, "Alice Moreau", "a " + i).toBuilder();
            hers.add(publish(i == 2 ? event.audience("nobody-reads").build() : event.build()).id());
        }
        ActivityEvent about =
                publish(event(BOB, "Bob", "of her").toBuilder().entity("user", ALICE).build());
        ActivityEvent other = publish(event(BOB, "Bob", "b"));
        stream.comment(reader, other.id(), NewComment.of(Actor.of(ALICE, "Alice"), "one"));
        stream.comment(reader, other.id(), NewComment.of(Actor.of(ALICE, "Alice"), "two"));
        comment(other, "not hers");
        stream.react(reader, other.id(), Actor.of(ALICE, "Alice"), "👍");
        stream.react(reader, other.id(), Actor.of(ALICE, "Alice"), "🎉");
        stream.react(reader, other.id(), Actor.of(BOB, "Bob"), "👍");
        hers.add(about.id());

        assertThat(all(cursor -> records.events(feed, ALICE, cursor, 2)))
                .extracting(ActivityEvent::id)
                .isEqualTo(hers);
        assertThat(all(cursor -> records.comments(feed, ALICE, cursor, 1)))
                .extracting(Comment::body)
                .containsExactly("one", "two");
        assertThat(all(cursor -> records.reactions(feed, ALICE, cursor, 1)))
                .allMatch(reaction -> reaction.eventId().equals(other.id()))
                .extracting(ActorReaction::emoji)
                .containsExactlyInAnyOrder("👍", "🎉");
        assertThat(records.counts(feed, ALICE))
                .isEqualTo(
                        new ActorCounts(
                                6,
                                2,
                                2,
                                stream.page(reader, EventFilter.all(), null, 200).items().stream()
                                        .filter(event -> hers.contains(event.id()))
                                        .map(ActivityEvent::timestamp)
                                        .min(Comparator.naturalOrder())
                                        .orElseThrow()));
        assertThat(records.events("another feed", ALICE, null, 10).items()).isEmpty();
        for (String cursor : List.of("x", UUID.randomUUID() + " ")) {
            assertThatThrownBy(() -> records.events(feed, ALICE, cursor, 10))
                    .isInstanceOf(InvalidInputException.class);
        }
        assertThatThrownBy(() -> records.reactions(feed, ALICE, "x", 10))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("next");
    }

    @Test
    void deletesTheOldestOfOneFeedInSteps() {
        Actor bob = Actor.of(BOB, "Bob");
        List<ActivityEvent> old = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            old.add(publish(OldMonth.ago(20).event("a.b").message("old " + i).build()));
        }
        ActivityEvent kept = publish(event(BOB, "Bob", "new"));
        for (ActivityEvent event : List.of(old.get(0), kept)) {
            stream.react(reader, event.id(), bob, "👍");
            stream.comment(reader, event.id(), NewComment.of(bob, "c"));
        }
        String otherFeed = UUID.randomUUID().toString();
        stream.publish(otherFeed, OldMonth.ago(20).event("a.b").message("theirs").build()).join();
        Instant yearAgo = Instant.now().minus(Duration.ofDays(365));

        assertThat(records.deleteBefore(feed, yearAgo, 2)).isEqualTo(2);
        assertThat(records.deleteBefore(feed, yearAgo, 2)).isEqualTo(2);
        assertThat(records.deleteBefore(feed, yearAgo, 2)).isEqualTo(1);
        assertThat(records.deleteBefore(feed, yearAgo, 2)).isZero();

        assertThat(page()).extracting(ActivityEvent::id).containsExactly(kept.id());
        assertThat(stream.find(reader, kept.id()).orElseThrow().commentCount()).isEqualTo(1);
        assertThat(count("activity_reactions", feed)).isEqualTo("1");
        assertThat(count("activity_comments", feed)).isEqualTo("1");
        assertThat(count("activity_events", otherFeed)).isEqualTo("1");
        // Events 1 to 6, and the first had its last change, a comment, at 8.
        assertThat(database.single("SELECT floor FROM activity_feeds WHERE feed = '" + feed + "'"))
                .isEqualTo("8");
    }

    private interface Paging<T> {
        ActorPage<T> page(String cursor);
    }

    private static <T> List<T> all(Paging<T> paging) {
        List<T> items = new ArrayList<>();
        String cursor = null;
        do {
            ActorPage<T> page = paging.page(cursor);
            items.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return items;
    }

    private static ActivityEvent.Builder old(String actor) {
        return OldMonth.ago(20).event("a.b").actor(actor).message("old");
    }

    private static ActivityEvent event(String actor, String name, String message) {
        return ActivityEvent.builder("a.b").actor(actor, name).message(message).build();
    }

    private ActivityEvent publish(ActivityEvent event) {
        ActivityEvent built = stream.enrich(feed, event);
        stream.publish(feed, built).join();
        return built;
    }

    private void comment(ActivityEvent event, String body) {
        stream.comment(reader, event.id(), NewComment.of(Actor.of(BOB, "Bob"), body));
    }

    private List<UUID> search(String text) {
        return stream.page(reader, EventFilter.all().text(text), null, 10).items().stream()
                .map(ActivityEvent::id)
                .toList();
    }

    private List<ActivityEvent> page() {
        return stream.page(reader, EventFilter.all(), null, 200).items();
    }

    private static String count(String table, String feed) {
        return database.single("SELECT count(*) FROM " + table + " WHERE feed = '" + feed + "'");
    }
}
