package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A reader who may see each of many people sees these and what is for all, and nobody else. */
class ManyAudiencesTest {
    private static final FeedReader READER =
            new FeedReader(
                    "many",
                    IntStream.range(0, 500).mapToObj(i -> "of:" + i).collect(Collectors.toSet()));

    private static TestDatabase database;
    private static ActivityStream stream;
    private static ActivityEvent hidden;

    @BeforeAll
    static void publish() {
        database = TestDatabase.migrated();
        stream = ActivityStream.builder(database.owner()).build();
        publish("a.all");
        publish("a.first", "managers", "of:0");
        publish("a.last", "of:499", "of:1000");
        hidden = publish("a.hidden", "managers", "of:500");
        publish("a.gone", "of:7");
        stream.delete(READER, publish("a.deleted", "of:8").id(), Editor.anybody());
    }

    private static ActivityEvent publish(String type, String... audience) {
        ActivityEvent event =
                ActivityEvent.builder(type).message("a word").audience(audience).build();
        stream.publish("many", event).join();
        return event;
    }

    @AfterAll
    static void stop() {
        stream.close();
        database.close();
    }

    @Test
    void inEveryQuery() throws IOException {
        List<String> seen = List.of("a.gone", "a.last", "a.first", "a.all");

        assertThat(types(EventFilter.all())).isEqualTo(seen);
        assertThat(types(EventFilter.all().text("word"))).isEqualTo(seen);
        assertThat(stream.find(READER, hidden.id())).isEmpty();
        assertThat(
                        stream.stats(READER, EventFilter.all(), Bucket.DAY, ZoneOffset.UTC, 10)
                                .items()
                                .get(0)
                                .counts())
                .isEqualTo(Map.of("a.all", 1L, "a.first", 1L, "a.last", 1L, "a.gone", 1L));
        StringBuilder csv = new StringBuilder();
        stream.csv(READER, EventFilter.all(), csv);
        assertThat(csv.toString())
                .contains("a.first", "a.last")
                .doesNotContain("a.hidden", "a.deleted");
    }

    @Test
    void anEventHasFew() {
        String[] many = READER.audiences().stream().limit(21).toArray(String[]::new);

        assertThatThrownBy(() -> ActivityEvent.builder("a.b").audience(many).build())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("at most 20");
        assertThat(new FeedReader("many", Set.of(many)).audiences()).hasSize(21);
    }

    private static List<String> types(EventFilter filter) {
        return stream.page(READER, filter, null, 50).items().stream()
                .map(ActivityEvent::eventType)
                .toList();
    }
}
