package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.stream.feed.StatsJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Counts for charts, and CSV. */
class EventReportsTest {
    private static final Instant DAY = Instant.parse("2026-03-28T00:00:00Z");
    private static final ZoneId UTC = ZoneOffset.UTC;
    private static final int MANY = 200;

    private static TestDatabase database;
    private static ActivityStream stream;

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
        // Back-dated: the ids are of now, the times are not.
        stream =
                ActivityStream.builder(database.owner())
                        .clock(Clock.fixed(Instant.parse("2026-03-30T10:20:30Z"), UTC))
                        .build();
        publish("charts", "task.created", DAY.plus(Duration.ofMinutes(5)));
        publish("charts", "task.created", DAY.plus(Duration.ofMinutes(59)));
        publish("charts", "a.b", DAY.plus(Duration.ofMinutes(59)));
        publish("charts", "task.created", DAY.plus(Duration.ofHours(3)));
        publish("charts", "task.done", DAY.plus(Duration.ofHours(40)));
        publish("other", "task.created", DAY);
    }

    @AfterAll
    static void stop() {
        stream.close();
        database.close();
    }

    @Test
    void countsByBucketAndTypeWithoutTheEmptyOnes() {
        EventStats stats =
                stream.stats(
                        FeedReader.of("charts"),
                        EventFilter.all().between(DAY, DAY.plus(Duration.ofDays(1))),
                        Bucket.HOUR,
                        UTC,
                        100);

        assertThat(StatsJson.write(stats))
                .isEqualTo(
                        "{\"bucket\":\"hour\",\"items\":["
                                + "{\"start\":\"2026-03-28T00:00:00Z\","
                                + "\"counts\":{\"a.b\":1,\"task.created\":2},\"total\":3},"
                                + "{\"start\":\"2026-03-28T03:00:00Z\","
                                + "\"counts\":{\"task.created\":1},\"total\":1}],"
                                + "\"next\":null}");
    }

    @Test
    void countsWhatTheFilterLetsThrough() {
        EventStats stats =
                stats("charts", EventFilter.types("task.*").between(DAY, null), Bucket.MONTH, UTC);

        assertThat(stats.items())
                .containsExactly(
                        new EventStats.Item(
                                Instant.parse("2026-03-01T00:00:00Z"),
                                Map.of("task.created", 3L, "task.done", 1L)));
    }

    @Test
    void beginsDaysAndWeeksWhereTheZoneDoes() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        // The 29th has 23 hours there.
        publish("zones", "a.b", Instant.parse("2026-03-28T22:59:59.999Z"));
        publish("zones", "a.b", Instant.parse("2026-03-28T23:00:00Z"));
        publish("zones", "a.b", Instant.parse("2026-03-29T21:59:59.999Z"));
        publish("zones", "a.b", Instant.parse("2026-03-29T22:00:00Z"));

        assertThat(starts(stats("zones", EventFilter.all(), Bucket.DAY, berlin)))
                .containsExactly(
                        "2026-03-27T23:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z");
        assertThat(starts(stats("zones", EventFilter.all(), Bucket.WEEK, berlin)))
                .containsExactly("2026-03-22T23:00:00Z", "2026-03-29T22:00:00Z");
        assertThat(
                        starts(
                                stats(
                                        "zones",
                                        EventFilter.all().between(DAY, null),
                                        Bucket.HOUR,
                                        ZoneId.of("Asia/Kolkata"))))
                .containsExactly("2026-03-28T22:30:00Z", "2026-03-29T21:30:00Z");
    }

    @Test
    void looksAtTheLastOfThemUnlessToldOtherwise() {
        publish("recent", "a.old", Instant.parse("2026-02-28T23:59:59Z"));
        publish("recent", "a.new", Instant.parse("2026-03-01T00:00:00Z"));
        publish("recent", "a.late", Instant.parse("2026-03-30T10:20:30Z"));

        assertThat(stats("recent", EventFilter.all(), Bucket.DAY, UTC).items())
                .extracting(EventStats.Item::counts)
                .containsExactly(Map.of("a.new", 1L));
    }

    @Test
    void goesOnWhereTheLimitCutItOff() {
        EventFilter filter = EventFilter.all().between(DAY, DAY.plus(Duration.ofDays(2)));
        FeedReader reader = FeedReader.of("charts");

        EventStats first = stream.stats(reader, filter, Bucket.HOUR, UTC, 2);
        EventStats second =
                stream.stats(
                        reader, filter.between(first.next(), filter.to()), Bucket.HOUR, UTC, 2);

        assertThat(starts(first)).containsExactly("2026-03-28T00:00:00Z", "2026-03-28T03:00:00Z");
        assertThat(first.next()).isEqualTo(Instant.parse("2026-03-29T16:00:00Z"));
        assertThat(starts(second)).containsExactly("2026-03-29T16:00:00Z");
        assertThat(second.next()).isNull();
    }

    @Test
    void refusesRangesThatAreTooLongOrEmpty() {
        Instant to = DAY;
        for (Instant from : List.of(to, to.minus(Duration.ofHours(10_001)), Instant.EPOCH)) {
            EventFilter filter = EventFilter.all().between(from, to);
            assertThatThrownBy(() -> stats("charts", filter, Bucket.HOUR, UTC))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("from");
        }
        EventFilter longest = EventFilter.all().between(to.minus(Duration.ofHours(10_000)), to);
        assertThat(stats("charts", longest, Bucket.HOUR, UTC).items()).isEmpty();
        assertThatThrownBy(() -> Bucket.parse("minute"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("hour, day, week or month");
    }

    @Test
    void keepsAudiencesApart() throws IOException {
        stream.publish("wall", ActivityEvent.builder("a.all").timestamp(DAY).build()).join();
        stream.publish(
                        "wall",
                        ActivityEvent.builder("a.managers")
                                .timestamp(DAY)
                                .audience("managers")
                                .build())
                .join();
        EventFilter filter = EventFilter.all().between(DAY, null);
        FeedReader managers = new FeedReader("wall", Set.of("managers"));

        assertThat(stats("wall", filter, Bucket.DAY, UTC).items().get(0).counts())
                .isEqualTo(Map.of("a.all", 1L));
        assertThat(stream.stats(managers, filter, Bucket.DAY, UTC, 10).items().get(0).counts())
                .isEqualTo(Map.of("a.all", 1L, "a.managers", 1L));
        assertThat(csv(FeedReader.of("wall"))).contains("a.all").doesNotContain("a.managers");
        assertThat(csv(managers)).contains("a.all", "a.managers");
    }

    @Test
    void writesCsvThatASpreadsheetReadsAndDoesNotRun() throws IOException {
        ActivityEvent event =
                ActivityEvent.builder("task.done")
                        .timestamp(DAY)
                        .actor("@ann", "=HYPERLINK(\"x\")")
                        .entity("-1", "+1")
                        .entityName("\uFF1DTab, and \"quotes\"")
                        .entityReference("-line")
                        .message("\ntwo\nlines")
                        .icon("x")
                        .metadata("k", "v")
                        .build();
        stream.publish("csv", event).join();

        assertThat(csv(FeedReader.of("csv")))
                .isEqualTo(
                        "id,timestamp,eventType,actorId,actorName,entityType,entityId,entityName,"
                                + "entityReference,entityUrl,message,important,metadata\r\n"
                                + event.id()
                                + ",2026-03-28T00:00:00Z,task.done,'@ann,"
                                + "\"'=HYPERLINK(\"\"x\"\")\",'-1,'+1,"
                                + "\"'\uFF1DTab, and \"\"quotes\"\"\",'-line,,"
                                + "\"'\ntwo\nlines\",false,\"{\"\"k\"\":\"\"v\"\"}\"\r\n");
    }

    @Test
    void writesMoreThanItHoldsInMemoryAndCountsIt() throws IOException {
        for (int i = 0; i < 6 * MANY; i++) {
            var unused = stream.publish("many", ActivityEvent.builder("n." + i).build());
        }
        stream.publish("many", ActivityEvent.builder("n.last").build()).join();
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        long rows = stream.csv(FeedReader.of("many"), EventFilter.all(), out);

        assertThat(rows).isEqualTo(6 * MANY + 1);
        String[] lines = out.toString(StandardCharsets.UTF_8).split("\r\n");
        assertThat(lines).hasSize(6 * MANY + 2);
        assertThat(lines[1]).contains(",n.last,");
        assertThat(lines[6 * MANY + 1]).contains(",n.0,");
    }

    @Test
    void passesOnWhatFailedAndLeavesTheConnectionUsable() throws IOException {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() ->
                            stream.csv(
                                    FeedReader.of("charts"),
                                    EventFilter.all(),
                                    new FailingOutput()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the client is gone");
        }
        assertThat(csv(FeedReader.of("charts"))).contains("task.created");
    }

    private static EventStats stats(String feed, EventFilter filter, Bucket bucket, ZoneId zone) {
        return stream.stats(FeedReader.of(feed), filter, bucket, zone, 100);
    }

    private static List<String> starts(EventStats stats) {
        return stats.items().stream().map(item -> item.start().toString()).toList();
    }

    private static String csv(FeedReader reader) throws IOException {
        StringBuilder out = new StringBuilder();
        stream.csv(reader, EventFilter.all(), out);
        return out.toString();
    }

    private static void publish(String feed, String type, Instant time) {
        stream.publish(feed, ActivityEvent.builder(type).timestamp(time).build()).join();
    }

    /** A connection whose other end has hung up. */
    private static final class FailingOutput extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("the client is gone");
        }
    }
}
