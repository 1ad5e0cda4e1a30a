package dev.astir.app.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A route of the API, with what its description says of a good request.
 *
 * @param parameters names of the query
 * @param body a body that fits its schema; null where there is none
 */
public record Route(String method, String path, List<String> parameters, JsonNode body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What the description leaves to the agent protocol, and what is to be more than it asks for.
     */
    private static final Map<String, String> BODIES =
            Map.of(
                    "POST /api/activities",
                    """
                    {"eventType":"task.created","message":"m","entityType":"task","entityId":"1",
                     "entityUrl":"/x","important":true,"metadata":{"a":1},
                     "media":[{"url":"/a.png","type":"image/png","title":"t"}]}\
                    """,
                    "POST /api/agent/batch",
                    """
                    {"type":"batch","batchId":"01934bb2-7c1e-7d3a-9f52-3b1c2d4e5f60","spans":[
                     {"id":"01934bb2-7c1e-7d3a-9f52-3b1c2d4e5f61","start":"2026-01-01T00:00:00Z",
                      "end":"2026-01-01T00:01:00Z","kind":"active","app":"Editor"}]}\
                    """,
                    "POST /api/agent/idle",
                    """
                    {"sessionId":"01934bb2-7c1e-7d3a-9f52-3b1c2d4e5f60","from":"2026-01-01T00:00:00Z",
                     "to":"2026-01-01T00:01:00Z","decision":"keep",
                     "projectId":"01934bb2-7c1e-7d3a-9f52-3b1c2d4e5f61"}\
                    """,
                    "POST /api/agents/policy",
                    "{\"token\":\"astir_enrol_x\"}",
                    "POST /api/agents/enrol",
                    "{\"token\":\"astir_enrol_x\",\"hostname\":\"h\",\"os\":\"o\",\"acknowledgedPolicy\":1}");

    private static final List<String> NO_PARAMETERS = List.of();

    /** Not in the description. */
    private static final List<Route> OTHERS =
            List.of(
                    of("GET", "/api/live", List.of("token")),
                    of("GET", "/api/agent/connect", List.of("token")),
                    of("GET", "/health", NO_PARAMETERS),
                    of("GET", "/openapi.json", NO_PARAMETERS),
                    of("GET", "/{id}", List.of("x")));

    public String name() {
        return method + " " + path;
    }

    boolean needsCostlySignIn() {
        return path.equals("/api/auth/login")
                || path.equals("/api/auth/register")
                || path.equals("/api/auth/change-password");
    }

    /** Every route of the description, and those that are described elsewhere. */
    public static List<Route> all(JsonNode description) {
        List<Route> routes = new ArrayList<>(OTHERS);
        description
                .get("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(operation ->
                                        routes.add(
                                                described(
                                                        description,
                                                        operation.getKey().toUpperCase(Locale.ROOT),
                                                        path.getKey(),
                                                        operation.getValue()))));
        return routes;
    }

    private static Route described(
            JsonNode description, String method, String path, JsonNode operation) {
        List<String> parameters = new ArrayList<>();
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.get("in").asText().equals("query")) {
                parameters.add(parameter.get("name").asText());
            }
        }
        Route route = of(method, path, parameters);
        JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
        return route.body != null || schema.isMissingNode()
                ? route
                : new Route(method, path, parameters, example(description, schema, 0));
    }

    private static Route of(String method, String path, List<String> parameters) {
        String body = BODIES.get(method + " " + path);
        try {
            return new Route(method, path, parameters, body == null ? null : JSON.readTree(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A value that fits a schema. */
    private static JsonNode example(JsonNode description, JsonNode schema, int depth) {
        if (schema.has("$ref")) {
            String reference = schema.get("$ref").asText().substring(1);
            return example(description, description.at(reference), depth);
        }
        if (schema.has("allOf")) {
            return example(description, schema.at("/allOf/0"), depth);
        }
        if (schema.has("enum")) {
            return schema.at("/enum/0");
        }
        return switch (schema.path("type").asText()) {
            case "object" -> {
                ObjectNode object = JSON.createObjectNode();
                schema.path("properties")
                        .properties()
                        .forEach(property ->
                                object.set(
                                        property.getKey(),
                                        example(description, property.getValue(), depth + 1)));
                yield object;
            }
            case "array" ->
                    JSON.createArrayNode()
                            .add(example(description, schema.get("items"), depth + 1));
            case "integer", "number" ->
                    JSON.getNodeFactory().numberNode(schema.path("minimum").asInt(1));
            case "boolean" -> JSON.getNodeFactory().booleanNode(true);
            default ->
                    JSON.getNodeFactory()
                            .textNode(
                                    switch (schema.path("format").asText()) {
                                        case "uuid" -> "01934bb2-7c1e-7d3a-9f52-3b1c2d4e5f60";
                                        case "date-time" -> "2026-01-01T00:00:00Z";
                                        case "email" -> "a@example.org";
                                        default -> "example1";
                                    });
        };
    }
}
