package dev.astir.app.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Every way on which something can reach a person: pages, searches, statistics and files of the
 * feed, its events one by one, what is said about them, live by both transports from the beginning
 * and after a position, presence, sessions, and the lists of people and devices.
 */
public final class WaysOut {

    private static final List<String> PATHS =
            List.of(
                    "/api/activities?limit=200",
                    "/api/activities?limit=200&type=app.*&type=session.*&type=user.*",
                    "/api/activities?limit=200&entityType=app",
                    "/api/activities?limit=200&entityType=session",
                    "/api/activities?limit=200&fold=true",
                    "/api/activities/highlights?limit=50",
                    "/api/activities/highlights?limit=50&type=app.*&type=session.*",
                    "/api/activities/summary",
                    "/api/activities/summary?type=app.switched&type=session.*",
                    "/api/mentions",
                    "/api/activities.csv",
                    "/api/activities.csv?type=app.switched",
                    "/api/activities/stats?bucket=minute",
                    "/api/activities/stats?bucket=hour&type=app.switched&type=session.*",
                    "/api/presence",
                    "/api/sessions",
                    "/api/sessions/active",
                    "/api/agents",
                    "/api/policy/versions");

    private final TestApp app;
    private final Person person;
    private final String before;

    /**
     * @param before a position of the feed before anything that is looked for
     */
    public WaysOut(TestApp app, Person person, String before) {
        this.app = app;
        this.person = person;
        this.before = before;
    }

    /** Fails if the text comes out anywhere. */
    public void nowhere(String marked) {
        look(marked, PATHS);
    }

    /** The same, but for the policy, which may name it. */
    public void nowhereButInThePolicy(String marked) {
        look(marked, PATHS.stream().filter(path -> !path.contains("policy")).toList());
    }

    /** The same, but for the feed's events, which may tell everybody of it. */
    public void nowhereButInEvents(String marked) {
        for (String path : PATHS) {
            if (!path.startsWith("/api/activities")) {
                assertThat(person.api().get(path).body())
                        .as("%s for %s", path, person.email())
                        .doesNotContain(marked);
            }
        }
        try (TestReader reader = TestReader.connect(app, person)) {
            for (String channel : List.of("presence", "sessions")) {
                assertThat(reader.subscribe(channel).toString())
                        .as("%s for %s", channel, person.email())
                        .doesNotContain(marked);
            }
        }
    }

    private void look(String marked, List<String> paths) {
        List<String> all = new ArrayList<>(paths);
        String query = URLEncoder.encode(marked, UTF_8);
        all.add("/api/activities?q=" + query);
        all.add("/api/activities.csv?q=" + query);
        all.add("/api/activities?entityId=" + query);
        all.add("/api/activities?actor=" + query);
        for (String path : all) {
            String body = person.api().get(path).body();
            assertThat(body).as("%s for %s", path, person.email()).doesNotContain(marked);
        }
        // A search that counts tells as much as one that shows.
        JsonNode found = person.api().get("/api/activities/stats?q=" + query).json();
        assertThat(found.get("items")).as("stats of %s for %s", marked, person.email()).isEmpty();
        JsonNode summary = person.api().get("/api/activities/summary?q=" + query).json();
        assertThat(summary.get("total").asLong())
                .as("summary of %s for %s", marked, person.email())
                .isZero();
        everyEvent(marked);
        live(marked);
    }

    private void everyEvent(String marked) {
        for (JsonNode event : person.api().get("/api/activities?limit=200").json().get("items")) {
            String path = "/api/activities/" + event.get("id").asText();
            for (String more : List.of("", "/comments", "/reactions")) {
                assertThat(person.api().get(path + more).body())
                        .as("%s%s for %s", path, more, person.email())
                        .doesNotContain(marked);
            }
        }
    }

    private void live(String marked) {
        String end = "Marked-End-" + System.nanoTime();
        List<String> heard = new ArrayList<>();
        try (TestReader reader = TestReader.connect(app, person);
                EventStream stream =
                        EventStream.open(
                                app,
                                person,
                                "?channel=activities&channel=presence&after=" + before)) {
            heard.add(reader.subscribe("presence").toString());
            heard.add(reader.subscribe("sessions").toString());
            reader.subscribe("activities", ",\"after\":\"" + before + "\"");
            person.api()
                    .post("/api/activities", Map.of("eventType", "task.created", "message", end))
                    .expect(201);
            reader.next(
                    "activities",
                    message -> {
                        heard.add(message.toString());
                        return message.at("/item/message").asText().equals(end);
                    });
            String data;
            do {
                EventStream.Event event = stream.next();
                data = event.data().toString();
                heard.add(data);
            } while (!data.contains(end));
        } catch (Exception e) {
            throw new AssertionError("not live for " + person.email(), e);
        }
        assertThat(heard).as("live for %s", person.email()).noneMatch(one -> one.contains(marked));
    }
}
