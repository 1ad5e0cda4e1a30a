package dev.astir.app.integrations;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.astir.app.platform.StandardWebhooks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What each kind of sender might send, as a test sends it. Stateless. */
final class Sample {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String JSON = "application/json";
    private static final String TESTER = "Astir";
    private static final String REPOSITORY = "astir/test";
    private static final String ADDRESS = "https://example.org/astir/test";

    private Sample() {}

    /** Not signed yet. */
    static Delivery of(Kind kind, Shape shape, Instant now) {
        String id = UUID.randomUUID().toString();
        return switch (kind) {
            case CLOUDEVENTS -> cloudEvent(id, now);
            case GITHUB -> gitHub(id);
            case GITLAB -> gitLab(id);
            case JSON -> mapped(id, (MappedShape) shape, now);
        };
    }

    private static Delivery cloudEvent(String id, Instant now) {
        ObjectNode event = NODES.objectNode();
        event.put("specversion", "1.0")
                .put("id", id)
                .put("source", "/astir/test")
                .put("type", "test.sent")
                .put("subject", "A test")
                .put("time", now.toString());
        event.putObject("data").put("test", true);
        return delivery(Map.of("content-type", CloudEventShape.STRUCTURED), event);
    }

    private static Delivery gitHub(String id) {
        ObjectNode body = NODES.objectNode();
        body.put("ref", "refs/heads/main").put("after", "a").put("compare", ADDRESS);
        body.putObject("repository").put("full_name", REPOSITORY).put("html_url", ADDRESS);
        body.putObject("sender").put("login", TESTER);
        body.putArray("commits").addObject().put("id", "a");
        return delivery(
                Map.of("content-type", JSON, GitHubShape.EVENT, "push", GitHubShape.DELIVERY, id),
                body);
    }

    private static Delivery gitLab(String id) {
        ObjectNode body = NODES.objectNode();
        body.put("object_kind", "push")
                .put("ref", "refs/heads/main")
                .put("after", "a")
                .put("user_name", TESTER)
                .put("total_commits_count", 1);
        body.putObject("project").put("path_with_namespace", REPOSITORY).put("web_url", ADDRESS);
        return delivery(
                Map.of("content-type", JSON, "x-gitlab-event", "Push Hook", "idempotency-key", id),
                body);
    }

    /** Something at each place that the mapping names; the deepest first, which others hold. */
    private static Delivery mapped(String id, MappedShape shape, Instant now) {
        Map<JsonPointer, String> values = new HashMap<>();
        shape.expressions()
                .forEach((field, expression) -> {
                    String value =
                            switch (field) {
                                case "id" -> id;
                                case "timestamp" -> now.toString();
                                case "entityUrl" -> ADDRESS;
                                case "important" -> "false";
                                default -> "test";
                            };
                    places(expression).forEach(place -> values.put(place.pointer(), value));
                });
        ObjectNode body = NODES.objectNode();
        values.entrySet().stream()
                .sorted(Comparator.comparingInt(place -> -place.getKey().toString().length()))
                .forEach(place -> put(body, place.getKey(), place.getValue()));
        return delivery(Map.of("content-type", JSON), body);
    }

    private static List<Expression.Place> places(Expression expression) {
        return switch (expression) {
            case Expression.Place place -> List.of(place);
            case Expression.Template template ->
                    template.parts().stream().flatMap(part -> places(part).stream()).toList();
            case Expression.Constant constant -> List.of();
        };
    }

    /** A place within another one that has a value already stays empty. */
    private static void put(ObjectNode body, JsonPointer pointer, String value) {
        ObjectNode at = body;
        JsonPointer rest = pointer;
        while (!rest.tail().matches()) {
            JsonNode next = at.get(rest.getMatchingProperty());
            if (next != null && !next.isObject()) {
                return;
            }
            at = next == null ? at.putObject(rest.getMatchingProperty()) : (ObjectNode) next;
            rest = rest.tail();
        }
        if (!at.path(rest.getMatchingProperty()).isObject()) {
            at.put(rest.getMatchingProperty(), value);
        }
    }

    private static Delivery delivery(Map<String, String> headers, JsonNode body) {
        return new Delivery(headers, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The same, signed as a sender of this kind does. */
    static Delivery signed(Kind kind, Delivery delivery, String secret, Instant now) {
        Map<String, String> headers = new HashMap<>(delivery.headers());
        if (kind == Kind.GITHUB) {
            headers.put(Signatures.GITHUB, Signatures.signAsGitHub(secret, delivery.body()));
        } else {
            String id = headers.getOrDefault("idempotency-key", "test-" + UUID.randomUUID());
            String time = Long.toString(now.getEpochSecond());
            headers.put(Signatures.ID, id);
            headers.put(Signatures.TIMESTAMP, time);
            headers.put(
                    Signatures.SIGNATURE, StandardWebhooks.sign(secret, id, time, delivery.body()));
        }
        return new Delivery(headers, delivery.body());
    }
}
