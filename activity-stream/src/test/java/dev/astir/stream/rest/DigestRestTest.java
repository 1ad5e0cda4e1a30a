package dev.astir.stream.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.Actor;
import dev.astir.stream.TestDatabase;
import dev.astir.stream.digest.Importance;
import dev.astir.stream.digest.SummaryWords;
import dev.astir.stream.digest.SummaryWords.Words;
import dev.astir.stream.digest.Thing;
import dev.astir.stream.feed.EventJson;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedRight;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DigestRestTest {
    private static final Instant NOW = Instant.parse("2026-03-30T10:00:00Z");

    private final TestDatabase database = TestDatabase.migrated();
    private final ActivityStream stream =
            ActivityStream.builder(database.owner())
                    .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                    .build();
    private final FeedRest rest =
            FeedRest.builder(stream)
                    .things(access -> Set.of(new Thing("task", access.identity() + "-task")))
                    .importance(Importance.builder().weight("task.*", 10).build())
                    .summaryWords(
                            SummaryWords.builder(
                                            Words.builder(Locale.ENGLISH)
                                                    .line("tasks", "{0} tasks", "task.done")
                                                    .build())
                                    .add(
                                            Words.builder(Locale.GERMAN)
                                                    .line("tasks", "{0} Aufgaben", "task.done")
                                                    .build())
                                    .build())
                    .build();

    @AfterAll
    void close() {
        stream.close();
        database.close();
    }

    @Test
    void highlightsHaveTheirScoreAndWhy() {
        publish("high", event("task.done").entity("task", "ann-task"));
        publish("high", event("a.b"));

        Map<String, Object> answer = json(get("high", "/highlights", Map.of()));

        assertThat(answer).containsOnlyKeys("items"); // nulls are left out by the reader
        List<Map<String, Object>> items = objects(answer.get("items"));
        assertThat(items).hasSize(2);
        assertThat(items.get(0))
                .containsEntry("score", 40)
                .containsOnlyKeys("event", "score", "why");
        assertThat(objects(items.get(0).get("why")))
                .containsExactly(
                        Map.of("reason", "type", "points", 10, "weight", 10, "important", false),
                        Map.of(
                                "reason", "mine",
                                "points", 15,
                                "entityType", "task",
                                "entityId", "ann-task"),
                        Map.of("reason", "rarity", "points", 15, "times", 1, "days", 30));
        assertThat(object(items.get(0).get("event")))
                .containsEntry("eventType", "task.done")
                .containsEntry("myReactions", List.of());
        assertThat(get("high", "/highlights", Map.of()).toString()).contains("\"next\":null");
        assertThat(objects(json(get("high", "/highlights", Map.of("limit", "1"))).get("items")))
                .hasSize(1);
        assertThat(objects(json(get("high", "/highlights", Map.of("type", "a.*"))).get("items")))
                .hasSize(1);
        assertThat(
                        objects(
                                json(get("high", "/highlights", Map.of("since", NOW.toString())))
                                        .get("items")))
                .isEmpty();
    }

    @Test
    void refusesWhatItCannotReadByName() {
        for (String path : new String[] {"/highlights", "/summary"}) {
            assertThat(refused(path, Map.of("since", "yesterday"))).isEqualTo("since");
            assertThat(refused(path, Map.of("since", NOW.toString(), "from", NOW.toString())))
                    .isEqualTo("since");
            assertThat(refused(path, Map.of("type", "no spaces"))).isEqualTo("type");
            assertThat(rest.answer(new RestRequest("POST", path, Map.of(), ""), ann("x")).status())
                    .isEqualTo(405);
        }
        assertThat(refused("/highlights", Map.of("limit", "51"))).isEqualTo("limit");
        assertThat(refused("/summary", Map.of("since", NOW.toString()))).isEqualTo("since");
        assertThat(refused("/summary", Map.of("since", "2024-01-01T00:00:00Z"))).isEqualTo("since");
        assertThat(refused("/summary", Map.of("from", "2024-01-01T00:00:00Z"))).isEqualTo("from");
        assertThat(refused("", Map.of("fold", "yes"))).isEqualTo("fold");
    }

    private String refused(String path, Map<String, String> query) {
        RestAnswer answer = get("refused", path, query);
        assertThat(answer.status()).as("%s", query).isEqualTo(400);
        Map<String, Object> problem = EventJson.readObject(((RestAnswer.Text) answer).body());
        return String.valueOf(objects(problem.get("errors")).get(0).get("field"));
    }

    @Test
    void aSummaryIsInTheLanguageThatIsAskedFor() {
        publish("sum", event("task.done"));
        publish("sum", event("task.done"));
        publish("sum", event("a.b"));

        Map<String, Object> answer =
                json(get("sum", "/summary", Map.of("from", "2026-03-29T00:00:00Z")));

        assertThat(answer)
                .containsEntry("from", "2026-03-29T00:00:00Z")
                .containsEntry("to", NOW.toString())
                .containsEntry("total", 3)
                .containsEntry("text", "2 tasks, 1 event")
                .containsEntry("language", "en");
        assertThat(objects(answer.get("lines")).get(0))
                .isEqualTo(
                        Map.of(
                                "kind",
                                "tasks",
                                "count",
                                2,
                                "text",
                                "2 tasks",
                                "filter",
                                Map.of(
                                        "type", List.of("task.done"),
                                        "from", "2026-03-29T00:00:00Z",
                                        "to", NOW.toString())));
        RestRequest german = new RestRequest("GET", "/summary", Map.of(), "", "de,en;q=0.8");
        assertThat(json(rest.answer(german, ann("sum"))))
                .containsEntry("text", "2 Aufgaben, 1 event");
    }

    @Test
    void aPageIsFoldedWhenItIsAskedForAndOtherwiseAsEver() {
        for (int i = 0; i < 3; i++) {
            publish("fold", event("app.switched").timestamp(NOW.minusSeconds(90 - 30 * i)));
        }
        publish("fold", event("a.b"));

        String plain = body(get("fold", "", Map.of()));
        assertThat(body(get("fold", "", Map.of("fold", "false")))).isEqualTo(plain);
        assertThat(plain).doesNotContain("\"fold\"");
        assertThat(objects(EventJson.readObject(plain).get("items"))).hasSize(4);

        Map<String, Object> folded = json(get("fold", "", Map.of("fold", "true", "limit", "3")));
        List<Map<String, Object>> items = objects(folded.get("items"));
        assertThat(items).hasSize(2);
        assertThat(items.get(0)).doesNotContainKey("fold").containsEntry("eventType", "a.b");
        assertThat(object(items.get(1).get("fold")))
                .containsEntry("kind", "run")
                .containsEntry("count", 2)
                .containsEntry("from", NOW.minusSeconds(60).toString())
                .containsEntry("to", NOW.minusSeconds(30).toString())
                .containsEntry("actors", List.of(Map.of("id", "bob", "name", "Bob")))
                .hasEntrySatisfying("ids", ids -> assertThat((List<?>) ids).hasSize(2));
        assertThat(folded).containsKeys("next", "position");
        Map<String, Object> rest =
                json(
                        get(
                                "fold",
                                "",
                                Map.of(
                                        "fold",
                                        "true",
                                        "before",
                                        String.valueOf(folded.get("next")))));
        assertThat(objects(rest.get("items")))
                .hasSize(1)
                .noneMatch(item -> item.containsKey("fold"));
    }

    private void publish(String feed, ActivityEvent.Builder event) {
        stream.publish(feed, event.build()).join();
    }

    private static ActivityEvent.Builder event(String type) {
        return ActivityEvent.builder(type).actor("bob", "Bob").timestamp(NOW.minusMillis(1));
    }

    private RestAnswer get(String feed, String path, Map<String, String> query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        query.forEach((name, value) -> parameters.put(name, List.of(value)));
        return rest.answer(new RestRequest("GET", path, parameters, ""), ann(feed));
    }

    private static FeedAccess ann(String feed) {
        return FeedAccess.of("ann", feed, Set.of()).as(Actor.of("ann", "Ann"), FeedRight.DISCUSS);
    }

    private static String body(RestAnswer answer) {
        return ((RestAnswer.Text) answer).body();
    }

    private static Map<String, Object> json(RestAnswer answer) {
        assertThat(answer.status()).as(body(answer)).isEqualTo(200);
        return EventJson.readObject(body(answer));
    }

    private static Map<String, Object> object(Object value) {
        Map<String, Object> object = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((name, each) -> object.put(String.valueOf(name), each));
        return object;
    }

    private static List<Map<String, Object>> objects(Object value) {
        List<Map<String, Object>> objects = new ArrayList<>();
        ((List<?>) value).forEach(each -> objects.add(object(each)));
        return objects;
    }
}
