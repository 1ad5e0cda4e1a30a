package dev.astir.app.integrations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.platform.StandardWebhooks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** An integration, and another system that sends to it. Immutable. */
record TestSender(TestApp app, Person admin, UUID id, String publicId, String secret) {

    static TestSender make(TestApp app, Person admin, String kind) {
        return make(app, admin, Map.of("name", "Sender", "kind", kind));
    }

    static TestSender make(TestApp app, Person admin, Map<String, ?> request) {
        return of(app, admin, admin.api().post("/api/integrations", request).expect(201).json());
    }

    static TestSender of(TestApp app, Person admin, JsonNode made) {
        return new TestSender(
                app,
                admin,
                UUID.fromString(made.get("id").asText()),
                made.get("publicId").asText(),
                made.get("secret").asText());
    }

    /** A body of the resources. */
    static String body(String name) {
        try (InputStream file =
                TestSender.class.getResourceAsStream("/integrations/" + name + ".json")) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String path() {
        return "/api/integrations/" + publicId;
    }

    /** Sends it as it is, with these headers and no others. */
    Api.Answer send(String body, Map<String, String> headers) {
        Api api = app.api();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            api = api.with(header.getKey(), header.getValue());
        }
        return api.post(path(), body);
    }

    /** Signed by Standard Webhooks. */
    Api.Answer signed(String messageId, String body, Map<String, String> headers) {
        return send(body, with(headers, signature(secret, messageId, Instant.now(), body)));
    }

    static Map<String, String> signature(String secret, String id, Instant at, String body) {
        String time = Long.toString(at.getEpochSecond());
        return Map.of(
                "webhook-id",
                id,
                "webhook-timestamp",
                time,
                "webhook-signature",
                StandardWebhooks.sign(secret, id, time, body.getBytes(UTF_8)));
    }

    /** As GitHub does. */
    Api.Answer asGitHub(String event, String delivery, String body) {
        return send(
                body,
                Map.of(
                        "X-GitHub-Event",
                        event,
                        "X-GitHub-Delivery",
                        delivery,
                        "X-Hub-Signature-256",
                        Signatures.signAsGitHub(secret, body.getBytes(UTF_8))));
    }

    static Map<String, String> with(Map<String, String> some, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }

    /** What it told the feed, newest first, once there are so many. */
    List<JsonNode> told(int count) {
        return await().until(this::told, events -> events.size() >= count);
    }

    /**
     * Events of integrations in the feed, of whichever; each organization of a test has its own.
     */
    private List<JsonNode> told() {
        JsonNode items =
                admin.api()
                        .get("/api/activities?limit=100&type=integration.*")
                        .expect(200)
                        .json()
                        .get("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    /** The last answers, newest first. */
    List<JsonNode> answers() {
        JsonNode answers =
                admin.api().get("/api/integrations/" + id).expect(200).json().get("answers");
        return StreamSupport.stream(answers.spliterator(), false).toList();
    }
}
