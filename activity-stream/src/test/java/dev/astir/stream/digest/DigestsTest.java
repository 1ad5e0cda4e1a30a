package dev.astir.stream.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.Actor;
import dev.astir.stream.EventFilter;
import dev.astir.stream.EventPage;
import dev.astir.stream.FeedReader;
import dev.astir.stream.InvalidInputException;
import dev.astir.stream.NewComment;
import dev.astir.stream.ReadListener;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.TestDatabase;
import dev.astir.stream.digest.SummaryWords.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Highlights and summaries of a real feed. */
class DigestsTest {
    private static final Instant NOW = Instant.parse("2026-03-30T10:00:00Z");
    private static final Instant MONTH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Interest ALICE = new Interest("alice", Set.of());
    private static final List<String> HEARD = new ArrayList<>();

    private static TestDatabase database;
    private static ActivityStream stream;

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
        ReadListener listener =
                new ReadListener() {
                    @Override
                    public void reads(FeedReader reader, List<ActivityEvent> events) {
                        events.forEach(event -> HEARD.add("read " + event.message()));
                    }

                    @Override
                    public void counts(FeedReader reader, Set<String> actors) {
                        HEARD.add("counted " + actors);
                    }
                };
        stream =
                ActivityStream.builder(database.owner())
                        .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                        .onRead(listener)
                        .build();
    }

    @AfterAll
    static void stop() {
        stream.close();
        database.close();
    }

    @BeforeEach
    void forget() {
        HEARD.clear();
    }

    @Test
    void findsWhatMattersToTheReaderAndSaysWhy() {
        FeedReader reader = FeedReader.of("highlights");
        for (int i = 0; i < 8; i++) {
            publish(
                    "highlights",
                    event("app.switched", "bob", "switch " + i)
                            .timestamp(NOW.minusSeconds(10 - i)));
        }
        ActivityEvent mentioned = event("note.written", "bob", "mentioned").build();
        ActivityEvent answered = event("note.written", "cid", "answered").build();
        publish("highlights", mentioned);
        publish("highlights", answered);
        stream.comment(
                reader,
                mentioned.id(),
                NewComment.builder(Actor.of("cid", "Cid"), "@Alice")
                        .mentions(List.of("alice"))
                        .build());
        stream.comment(reader, answered.id(), NewComment.of(Actor.of("alice", "Alice"), "Yes"));
        publish("elsewhere", event("note.written", "bob", "another feed").important(true));
        HEARD.clear();

        List<Highlight> found = highlights(reader, EventFilter.all(), 3);

        assertThat(found)
                .extracting(highlight -> highlight.event().message())
                .containsExactly("mentioned", "answered", "switch 7");
        assertThat(found.get(0).score().reasons())
                .extracting(Reason::name)
                .containsExactly("type", "mention", "rarity");
        assertThat(found.get(1).score().reasons())
                .extracting(Reason::name)
                .containsExactly("type", "thread", "rarity");
        assertThat(found.get(2).score().reasons()).extracting(Reason::points).containsExactly(5, 4);
        assertThat(HEARD)
                .containsExactlyInAnyOrder("read mentioned", "read answered", "read switch 7");
        assertThat(highlights(reader, EventFilter.types("app.*"), 50)).hasSize(8);
        assertThatThrownBy(() -> highlights(reader, EventFilter.all(), 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1 to 50");
    }

    @Test
    void countsAndShowsWhatTheReaderMaySeeAlone() {
        FeedReader managers = new FeedReader("wall", Set.of("managers"));
        for (int i = 0; i < 3; i++) {
            publish(
                    "wall",
                    event("a.b", "bob", "secret")
                            .timestamp(NOW.minusSeconds(5))
                            .audience("managers"));
        }
        publish("wall", event("a.b", "bob", "open"));
        HEARD.clear();

        List<Highlight> seen = highlights(FeedReader.of("wall"), EventFilter.all(), 10);

        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).score().reasons().get(1).facts()).containsEntry("times", 1L);
        assertThat(HEARD).containsExactly("read open");
        HEARD.clear();
        List<Highlight> open = highlights(managers, EventFilter.all(), 1);
        assertThat(open).extracting(found -> found.event().message()).containsExactly("open");
        assertThat(open.get(0).score().reasons().get(1).facts()).containsEntry("times", 4L);
        // The reader learns how often Bob did what only managers see.
        assertThat(HEARD).containsExactly("read open", "counted [bob]");
        HEARD.clear();
        assertThat(summary(managers, EventFilter.all(), null).total()).isEqualTo(4);
        assertThat(HEARD).containsExactly("counted [bob]");
        assertThat(summary(FeedReader.of("wall"), EventFilter.all(), null).total()).isEqualTo(1);
    }

    @Test
    void sumsUpInTheReadersLanguage() {
        FeedReader reader = FeedReader.of("words");
        for (int i = 0; i < 4; i++) {
            publish("words", event("session.started", "bob", "m"));
        }
        for (int i = 0; i < 12; i++) {
            publish("words", event("user.commented", "bob", "m").entity("activity", "" + i % 2));
        }
        publish(
                "words",
                event("task.completed", "bob", "m")
                        .entity("task", "42")
                        .entityReference("#TASK-42")
                        .important(true));

        Summary english = summary(reader, EventFilter.all(), null);
        Summary german = summary(reader, EventFilter.all(), "de-AT,en;q=0.5");

        assertThat(english.text())
                .isEqualTo("4 sessions, 12 comments in 2 threads, TASK-42 completed");
        assertThat(english.total()).isEqualTo(17);
        assertThat(english.lines())
                .extracting(SummaryLine::kind)
                .containsExactly("sessions", "comments", "named");
        assertThat(german.text())
                .isEqualTo("4 Sitzungen, 12 Kommentare in 2 Gesprächen, TASK-42 erledigt");
        assertThat(german.language()).isEqualTo(Locale.GERMAN);
        for (String none : new String[] {"fr", "*", "", ";;", "x".repeat(500)}) {
            assertThat(summary(reader, EventFilter.all(), none).language())
                    .as(none)
                    .isEqualTo(Locale.ENGLISH);
        }
        assertThat(summary(reader, EventFilter.types("none.such"), null).text())
                .isEqualTo("nothing");
        assertThat(summary(reader, EventFilter.types("none.such"), "de").text())
                .isEqualTo("nichts");
    }

    @Test
    void everyNumberOfAMonthCanBeCountedAgainByItsFilter() {
        Random random = new Random(7);
        List<ActivityEvent> month = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            month.add(randomEvent(random));
        }
        List<CompletableFuture<StreamPosition>> stored =
                month.stream().map(event -> stream.publish("month", event)).toList();
        stored.forEach(CompletableFuture::join);
        for (Set<String> audiences : List.of(Set.<String>of(), Set.of("managers"))) {
            FeedReader reader = new FeedReader("month", audiences);
            for (EventFilter asked :
                    List.of(
                            EventFilter.all(),
                            EventFilter.all().important(true),
                            EventFilter.all().important(false),
                            EventFilter.all().actor("p1", "p2").text("word"))) {
                EventFilter filter =
                        asked.between(
                                MONTH.plus(Duration.ofDays(2)), MONTH.plus(Duration.ofDays(27)));

                Summary summary = sum(reader, filter, null);

                assertThat(summary.total())
                        .isEqualTo(model(month, reader, filter))
                        .isGreaterThan(10);
                long sum = 0;
                for (SummaryLine line : summary.lines()) {
                    sum += line.count();
                    assertThat(model(month, reader, line.filter()))
                            .as("%s", line)
                            .isEqualTo(line.count());
                    assertThat(byPages(reader, line.filter())).isEqualTo(line.count());
                }
                assertThat(sum).isEqualTo(summary.total());
            }
        }
    }

    private static ActivityEvent randomEvent(Random random) {
        String[] types = {
            "session.started",
            "user.commented",
            "task.completed",
            "task.created",
            "app.switched",
            "x.one",
            "x.two"
        };
        String type = types[random.nextInt(types.length)];
        ActivityEvent.Builder event =
                event(type, "p" + random.nextInt(4), random.nextBoolean() ? "word" : "other")
                        .timestamp(MONTH.plusSeconds(random.nextInt(30 * 86_400)))
                        .important(
                                type.equals("task.created")
                                        ? random.nextInt(100) == 0
                                        : random.nextInt(8) == 0);
        if (type.startsWith("task.") || random.nextBoolean()) {
            event.entity("task", String.valueOf(random.nextInt(type.equals("x.one") ? 2 : 30)));
        }
        return random.nextInt(3) == 0 ? event.audience("managers").build() : event.build();
    }

    private static long model(List<ActivityEvent> all, FeedReader reader, EventFilter filter) {
        return all.stream()
                .filter(event -> reader.sees(event.audience()) && filter.matches(event))
                .count();
    }

    private static long byPages(FeedReader reader, EventFilter filter) {
        long count = 0;
        EventPage page = stream.page(reader, filter, null, 200);
        count += page.items().size();
        while (page.next() != null) {
            page = stream.page(reader, filter, page.next(), 200);
            count += page.items().size();
        }
        return count;
    }

    @Test
    void namesFewImportantThingsAndCountsMany() {
        FeedReader reader = FeedReader.of("names");
        for (int i = 1; i <= 4; i++) {
            publish(
                    "names",
                    event("many.done", "bob", "many").entity("task", "" + i).important(true));
        }
        publish(
                "names",
                event("few.done", "bob", "Bob did it").entity("task", "1").important(true));
        publish(
                "names",
                event("few.done", "bob", "Bob did it").entity("task", "1").important(true));
        publish("names", event("few.done", "bob", "usual").entity("task", "1"));
        publish("names", event("vague.done", "bob", "no thing").important(true));

        Summary summary = summary(reader, EventFilter.all(), null);

        assertThat(summary.text()).isEqualTo("1 other event, 5 other events, Bob did it (2×)");
        assertThat(summary.lines().get(0).filter().important()).isFalse();
        assertThat(summary.total()).isEqualTo(8);
    }

    @Test
    void tellsWhoTakesPartInAThreadToThoseAloneWhoSeeIt() {
        FeedReader managers = new FeedReader("threads", Set.of("managers"));
        ActivityEvent event = event("a.b", "bob", "m").audience("managers").build();
        publish("threads", event);
        NewComment comment =
                NewComment.builder(Actor.of("cid", "Cid"), "@Dora")
                        .mentions(List.of("dora"))
                        .build();
        stream.comment(managers, event.id(), comment);
        HEARD.clear();

        assertThat(stream.digests().takingPart(managers, event.id()))
                .containsExactlyInAnyOrder("bob", "cid", "dora");
        assertThat(stream.digests().takingPart(FeedReader.of("threads"), event.id())).isEmpty();
        assertThat(stream.digests().takingPart(new FeedReader("x", Set.of("managers")), event.id()))
                .isEmpty();
        assertThat(stream.digests().mentionedBy("threads", "cid", 10)).containsExactly("dora");
        assertThat(stream.digests().mentionedBy("threads", "bob", 10)).isEmpty();
        assertThat(stream.digests().mentionedBy("x", "cid", 10)).isEmpty();
        assertThat(HEARD).isEmpty();
    }

    @Test
    void refusesATimeThatIsOpenEmptyOrTooLong() {
        FeedReader reader = FeedReader.of("refused");
        for (EventFilter filter :
                List.of(
                        EventFilter.all().between(null, NOW),
                        EventFilter.all().between(NOW, NOW),
                        EventFilter.all().between(NOW.minus(Duration.ofDays(367)), NOW))) {
            assertThatThrownBy(() -> sum(reader, filter, null))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("from");
        }
        assertThatThrownBy(() -> sum(reader, EventFilter.all().between(NOW, null), null))
                .hasMessageContaining("to:");
    }

    @Test
    void refusesWordsThatWouldCountTwice() {
        assertThatThrownBy(() -> Words.builder(Locale.ENGLISH).line("k", "{1}", "a.b", "a.c"))
                .hasMessageContaining("one type alone");
        assertThatThrownBy(() -> Words.builder(Locale.ENGLISH).other("{0"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Summary summary(FeedReader reader, EventFilter filter, String languages) {
        return sum(reader, filter.between(NOW.minus(1, ChronoUnit.DAYS), NOW), languages);
    }

    private static Summary sum(FeedReader reader, EventFilter filter, String languages) {
        return Summaries.of(stream.digests(), words()).sum(reader, filter, languages);
    }

    private static SummaryWords words() {
        return SummaryWords.builder(
                        Words.builder(Locale.ENGLISH)
                                .line(
                                        "sessions",
                                        "{0,choice,1#1 session|1<{0} sessions}",
                                        "session.started")
                                .line(
                                        "comments",
                                        "{0} comments in {1,choice,1#1 thread|1<{1} threads}",
                                        "user.commented")
                                .line("tasks", "{0} tasks", "task.created", "task.completed")
                                .named("task.completed", "{0} completed")
                                .other("{0,choice,1#1 other event|1<{0} other events}")
                                .build())
                .add(
                        Words.builder(Locale.GERMAN)
                                .line("sessions", "{0} Sitzungen", "session.started")
                                .line(
                                        "comments",
                                        "{0} Kommentare in {1} Gesprächen",
                                        "user.commented")
                                .named("task.completed", "{0} erledigt")
                                .nothing("nichts")
                                .build())
                .build();
    }

    private static List<Highlight> highlights(FeedReader reader, EventFilter filter, int limit) {
        return Highlights.of(stream.digests(), Importance.ofDefaults())
                .find(reader, ALICE, filter, limit);
    }

    private static ActivityEvent.Builder event(String type, String actor, String message) {
        return ActivityEvent.builder(type)
                .actor(actor)
                .message(message)
                .timestamp(NOW.minusMillis(1));
    }

    private static void publish(String feed, ActivityEvent.Builder event) {
        publish(feed, event.build());
    }

    private static void publish(String feed, ActivityEvent event) {
        stream.publish(feed, event).join();
    }
}
