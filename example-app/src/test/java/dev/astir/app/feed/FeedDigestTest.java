package dev.astir.app.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Highlights and summaries, as the app's people get them. */
class FeedDigestTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");

    @Test
    void whatHappensToOnesProjectMattersMoreThanToOthers() {
        String own = project("Own");
        String other = project("Other");
        bob.api().post("/api/sessions/start", Map.of("projectId", own)).expect(201);
        post("note.written", Map.of("metadata", Map.of("projectId", other)));
        post("note.written", Map.of("metadata", Map.of("projectId", own)));
        post("note.written", Map.of("entityType", "project", "entityId", own));

        JsonNode items =
                bob.api()
                        .get("/api/activities/highlights?type=note.written")
                        .expect(200)
                        .json()
                        .get("items");

        assertThat(items).hasSize(3);
        assertThat(reasons(items.get(0))).contains("mine");
        assertThat(reasons(items.get(1))).contains("mine");
        assertThat(reasons(items.get(2))).doesNotContain("mine");
        items.forEach(item -> {
            int sum = 0;
            for (JsonNode why : item.get("why")) {
                sum += why.get("points").asInt();
            }
            assertThat(item.get("score").asInt()).isEqualTo(sum);
        });
    }

    @Test
    void aMentionInACommentIsTheHighestAndNobodyElsesIs() {
        String note = post("note.written", Map.of("message", "Look"));
        post("note.written", Map.of("message", "Something else"));
        admin.api()
                .post(
                        "/api/activities/" + note + "/comments",
                        Map.of("body", "@Bob", "mentions", List.of(bob.userId())))
                .expect(201);

        JsonNode first =
                bob.api()
                        .get("/api/activities/highlights?limit=1")
                        .expect(200)
                        .json()
                        .at("/items/0");

        assertThat(reasons(first)).contains("mention");
        JsonNode admins = admin.api().get("/api/activities/highlights").expect(200).json();
        admins.get("items").forEach(item -> assertThat(reasons(item)).doesNotContain("mention"));
    }

    /** One of each type: those without words are the rest, and no others. */
    @Test
    void everyWordIsOfATypeThatThereIs() {
        Set<String> types = new TreeSet<>();
        admin.api()
                .get("/api/activities/types")
                .json()
                .get("items")
                .forEach(type -> types.add(type.get("name").asText()));
        ActivityStream stream = app().bean(ActivityStream.class);
        String feed = admin.organizationId().toString();
        types.forEach(type ->
                stream.publish(feed, ActivityEvent.builder(type).message("m").build()).join());

        JsonNode english = summary("/api/activities/summary", "en");
        JsonNode german = summary("/api/activities/summary", "de-DE");

        Map<String, Set<String>> counted = new HashMap<>();
        english.get("lines").forEach(line -> counted.put(line.get("kind").asText(), types(line)));
        assertThat(counted.get("other"))
                .containsExactlyInAnyOrder(
                        "agent.enrolled",
                        "alert.closed",
                        "alert.explained",
                        "alert.resolved",
                        "policy.changed",
                        "system.screenshot",
                        "webhook.paused");
        assertThat(counted.keySet())
                .containsExactlyInAnyOrder(
                        "sessions",
                        "sessions-ended",
                        "comments",
                        "tasks-completed",
                        "tasks-created",
                        "pushes",
                        "pull-requests",
                        "issues",
                        "alerts",
                        "timesheets",
                        "switches",
                        "other");
        assertThat(english.get("total").asInt()).isGreaterThanOrEqualTo(types.size());
        assertThat(german.get("language").asText()).isEqualTo("de");
        assertThat(german.get("text").asText())
                .contains("1 Sitzung", "2 Pushes")
                .doesNotContain("{");
        assertThat(english.get("text").asText())
                .contains("1 session", "2 pushes")
                .doesNotContain("{");
        assertThat(german.get("lines")).hasSameSizeAs(english.get("lines"));
    }

    @Test
    void everyNumberCanBeCountedAgain() {
        for (int i = 0; i < 3; i++) {
            post("task.created", Map.of("entityType", "task", "entityId", "T" + i));
        }
        post(
                "task.completed",
                Map.of(
                        "entityType",
                        "task",
                        "entityId",
                        "42",
                        "entityName",
                        "Fix login",
                        "important",
                        true));

        JsonNode summary = summary("/api/activities/summary?type=task.*", "en");

        assertThat(summary.get("text").asText()).isEqualTo("3 tasks created, Fix login completed");
        for (JsonNode line : summary.get("lines")) {
            List<String> query = new ArrayList<>();
            line.get("filter")
                    .properties()
                    .forEach(field -> {
                        JsonNode values = field.getValue();
                        if (values.isArray()) {
                            values.forEach(each -> query.add(field.getKey() + "=" + each.asText()));
                        } else {
                            query.add(field.getKey() + "=" + values.asText());
                        }
                    });
            assertThat(
                            bob.api()
                                    .get("/api/activities?" + String.join("&", query))
                                    .expect(200)
                                    .json()
                                    .get("items"))
                    .as("%s", line)
                    .hasSize(line.get("count").asInt());
        }
    }

    @Test
    void anotherOrganizationHasNothingOfIt() {
        post("note.written", Map.of("important", true));
        Person stranger = app().registerOrganization();

        assertThat(stranger.api().get("/api/activities/highlights").json().get("items")).isEmpty();
        assertThat(stranger.api().get("/api/activities/summary").json().get("total").asInt())
                .isZero();
        app().api().get("/api/activities/highlights").expect(401);
        app().api().get("/api/activities/summary").expect(401);
    }

    private JsonNode summary(String path, String language) {
        return bob.api().with("Accept-Language", language).get(path).expect(200).json();
    }

    private static Set<String> types(JsonNode line) {
        Set<String> types = new TreeSet<>();
        line.at("/filter/type").forEach(type -> types.add(type.asText()));
        return types;
    }

    private static List<String> reasons(JsonNode item) {
        return item.get("why").findValuesAsText("reason");
    }

    private String project(String name) {
        return admin.api()
                .post("/api/projects", Map.of("name", name))
                .expect(201)
                .json()
                .get("id")
                .asText();
    }

    private String post(String type, Map<String, Object> more) {
        Map<String, Object> event = new HashMap<>(more);
        event.put("eventType", type);
        return admin.api().post("/api/activities", event).expect(201).json().get("id").asText();
    }
}
