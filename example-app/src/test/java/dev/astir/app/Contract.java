package dev.astir.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the API's description promises of answers: {@link Api} holds each answer of each test
 * against it. It is read from the class path, where the app has it from, so that no test has one
 * more request than it sends. Thread-safe.
 */
public final class Contract {

    /** Of the app whose classes these are. */
    public static final Contract OF_THIS_APP = new Contract(read());

    /** What is there besides, for any address: a question about one, and a browser's preflight. */
    private static final Set<String> OF_HTTP = Set.of("HEAD", "OPTIONS");

    private static final String PROBLEM = "application/problem+json";
    private static final int MOST_TOLD = 5;
    private static final int FIRST_ERROR = 400;

    private final JsonNode description;
    private final ContractSchemas schemas;

    /** By the number of segments; of two that fit, the one with fewer variables comes first. */
    private final Map<Integer, List<Template>> templates;

    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    private record Template(String path, List<String> segments, JsonNode operations) {

        long variables() {
            return segments.stream().filter(Template::isVariable).count();
        }

        boolean fits(List<String> path) {
            for (int i = 0; i < path.size(); i++) {
                if (!isVariable(segments.get(i)) && !segments.get(i).equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isVariable(String segment) {
            return segment.startsWith("{");
        }
    }

    Contract(JsonNode description) {
        this.description = description;
        this.schemas = new ContractSchemas(description);
        Map<Integer, List<Template>> all = new HashMap<>();
        description
                .get("paths")
                .properties()
                .forEach(path -> {
                    List<String> segments = segments(path.getKey());
                    all.computeIfAbsent(segments.size(), size -> new ArrayList<>())
                            .add(new Template(path.getKey(), segments, path.getValue()));
                });
        all.values().forEach(list -> list.sort(Comparator.comparingLong(Template::variables)));
        this.templates = all;
    }

    private static JsonNode read() {
        try (InputStream file =
                Contract.class.getResourceAsStream("/META-INF/swagger/openapi.json")) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The description itself. */
    public JsonNode description() {
        return description;
    }

    /** What is wrong with a value by a schema of the description, or one that refers to those. */
    public List<String> violations(JsonNode schema, JsonNode value) {
        return schemas.compile(schema).validate(value.toString(), InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    /**
     * Holds an answer against the description.
     *
     * @throws AssertionError naming route, status and what is wrong, when it does not fit
     */
    public void check(HttpResponse<String> answer) {
        String method = answer.request().method();
        String path = answer.request().uri().getRawPath();
        Template template = find(path);
        JsonNode operation =
                template == null
                        ? null
                        : template.operations().get(method.toLowerCase(Locale.ROOT));
        List<String> wrong =
                operation == null ? undescribed(method, path, answer) : wrong(operation, answer);
        if (!wrong.isEmpty()) {
            throw new AssertionError(
                    "%s %s answered %d, which does not fit /openapi.json:%n  %s%n%s"
                            .formatted(
                                    method,
                                    template == null ? path : template.path(),
                                    answer.statusCode(),
                                    wrong.stream()
                                            .limit(MOST_TOLD)
                                            .collect(Collectors.joining("\n  ")),
                                    answer.body()));
        }
    }

    private @Nullable Template find(String path) {
        List<String> segments = segments(path);
        return templates.getOrDefault(segments.size(), List.of()).stream()
                .filter(template -> template.fits(segments))
                .findFirst()
                .orElse(null);
    }

    private static List<String> segments(String path) {
        return Arrays.asList(path.split("/", -1));
    }

    /** There is nothing there, which is told by a problem; or others describe what is there. */
    private List<String> undescribed(String method, String path, HttpResponse<String> answer) {
        if (Undescribed.has(path) || OF_HTTP.contains(method)) {
            return List.of();
        }
        if (answer.statusCode() < FIRST_ERROR) {
            return List.of("there is no " + method + " of this address in it");
        }
        return mediaType(answer).equals(PROBLEM)
                ? body("Problem", ContractSchemas.refTo("Problem"), answer)
                : List.of("the media type is " + mediaType(answer) + ", not " + PROBLEM);
    }

    private List<String> wrong(JsonNode operation, HttpResponse<String> answer) {
        JsonNode responses = operation.get("responses");
        String status = Integer.toString(answer.statusCode());
        String key = responses.has(status) ? status : status.charAt(0) + "XX";
        if (!responses.has(key)) {
            return List.of("the statuses are " + names(responses));
        }
        JsonNode content = responses.get(key).path("content");
        if (answer.body().isEmpty()) {
            return content.isEmpty() || Undescribed.isOfForeignOrigin(answer)
                    ? List.of()
                    : List.of("a body of " + names(content));
        }
        String type = mediaType(answer);
        return content.properties().stream()
                .filter(described -> bare(described.getKey()).equals(type))
                .findFirst()
                .map(described ->
                        type.endsWith("json")
                                ? body(
                                        operation.get("operationId").asText() + key + type,
                                        described.getValue().path("schema"),
                                        answer)
                                : List.<String>of())
                .orElseGet(() ->
                        List.of("the media type is " + type + ", not one of " + names(content)));
    }

    private List<String> body(String name, JsonNode schema, HttpResponse<String> answer) {
        if (schema.isEmpty()) {
            return List.of("there is no schema");
        }
        return compiled
                .computeIfAbsent(name, key -> schemas.compile(schema))
                .validate(answer.body(), InputFormat.JSON)
                .stream()
                .map(Error::toString)
                .toList();
    }

    private static String names(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).toList().toString();
    }

    private static String mediaType(HttpResponse<String> answer) {
        return bare(answer.headers().firstValue("Content-Type").orElse("(none)"));
    }

    private static String bare(String mediaType) {
        return mediaType.replaceFirst(";.*", "").strip();
    }
}
