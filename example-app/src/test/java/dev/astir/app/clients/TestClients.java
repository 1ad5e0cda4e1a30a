package dev.astir.app.clients;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.tracker.ActivityTracker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Clients of the API, for tests. */
final class TestClients {

    /**
     * An API token.
     *
     * @param secret the token itself
     * @param api a client that sends it
     */
    record Token(UUID id, String secret, Api api) {}

    private TestClients() {}

    static Token token(TestApp app, Person person, String name) {
        JsonNode made =
                person.api()
                        .post(
                                "/api/tokens",
                                Map.of("name", name, "scopes", List.of("read", "write")))
                        .expect(201)
                        .json();
        String secret = made.get("token").asText();
        return new Token(
                UUID.fromString(made.get("id").asText()),
                secret,
                app.api().with("Authorization", "Bearer " + secret));
    }

    /** All that was seen before is stored. */
    static void settle(TestApp app) {
        if (!app.bean(ActivityTracker.class).flush(Duration.ofSeconds(30))) {
            throw new AssertionError("what was seen is not stored");
        }
    }

    /** Everything that somebody is shown, after all that was seen is stored. */
    static List<JsonNode> list(TestApp app, Person person, String query) {
        settle(app);
        JsonNode items =
                person.api().get("/api/clients?limit=200" + query).expect(200).json().get("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    static JsonNode one(TestApp app, Person person, UUID id) {
        return list(app, person, "").stream()
                .filter(item -> item.get("id").asText().equals(id.toString()))
                .findAny()
                .orElseThrow(() -> new AssertionError(id + " is not there"));
    }
}
