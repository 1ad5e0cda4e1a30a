package dev.astir.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That {@code /openapi.json} says enough for somebody who has nothing else. */
class ApiDescriptionTest {

    private static final Path SOURCES = Path.of("..");

    /** Whose names say all there is. */
    private static final Set<String> PLAIN = Set.of("limit", "userId", "date", "teamId");

    /** What programs of others begin with. */
    private static final List<String> FIRST =
            List.of(
                    "POST /api/auth/login",
                    "POST /api/tokens",
                    "POST /api/sessions/start",
                    "POST /api/sessions/{id}/stop",
                    "POST /api/activity/batch",
                    "GET /api/activities",
                    "POST /api/activities",
                    "GET /api/reports/daily",
                    "GET /api/reports/usage",
                    "POST /api/projects");

    private final JsonNode description = Contract.OF_THIS_APP.description();

    @Test
    void everyRouteSaysWhatItDoesAndWhatItRefuses() {
        eachOperation((route, operation) -> {
            assertThat(operation.path("summary").asText()).as(route).endsWith(".");
            assertThat(operation.path("tags")).as(route).hasSize(1);
            assertThat(operation.at("/responses/4XX/content").has(Problem.MEDIA_TYPE))
                    .as(route)
                    .isTrue();
            assertThat(operation.at("/responses/5XX/content").has(Problem.MEDIA_TYPE))
                    .as(route)
                    .isTrue();
        });
    }

    @Test
    void noAnswerIsOfWhateverTypeOrShape() {
        eachOperation((route, operation) ->
                operation
                        .get("responses")
                        .properties()
                        .forEach(answer ->
                                answer.getValue()
                                        .path("content")
                                        .properties()
                                        .forEach(content -> {
                                            assertThat(content.getKey())
                                                    .as(route)
                                                    .isNotEqualTo("*/*");
                                            assertThat(content.getValue().has("schema"))
                                                    .as(route + " " + content.getKey())
                                                    .isTrue();
                                        })));
    }

    @Test
    void everyParameterOfAQueryIsExplainedWhereItsNameDoesNot() {
        eachOperation((route, operation) ->
                operation
                        .path("parameters")
                        .forEach(parameter -> {
                            String name = parameter.get("name").asText();
                            if (parameter.get("in").asText().equals("query")
                                    && !PLAIN.contains(name)) {
                                assertThat(parameter.path("description").asText())
                                        .as(route + " " + name)
                                        .isNotBlank();
                            }
                        }));
    }

    @Test
    void whatOthersBeginWithHasExamples() {
        List<String> without = new ArrayList<>(FIRST);
        eachOperation((route, operation) -> {
            boolean isRead = route.startsWith("GET ");
            JsonNode sent = operation.at("/requestBody/content/application~1json");
            JsonNode answered = isRead ? answered(operation, "200") : answered(operation);
            if ((isRead || hasExample(sent)) && hasExample(answered)) {
                without.remove(route);
            }
        });

        assertThat(without).isEmpty();
    }

    private static JsonNode answered(JsonNode operation) {
        JsonNode created = answered(operation, "201");
        return created.isMissingNode() ? answered(operation, "200") : created;
    }

    private static JsonNode answered(JsonNode operation, String status) {
        return operation.at("/responses/" + status + "/content/application~1json");
    }

    private boolean hasExample(JsonNode content) {
        String schema = content.at("/schema/$ref").asText();
        return !schema.isEmpty() && description.at(schema.substring(1)).has("example");
    }

    @Test
    void examplesFitTheirSchemas() {
        List<String> seen = new ArrayList<>();
        description
                .at("/components/schemas")
                .properties()
                .forEach(schema -> {
                    if (schema.getValue().has("example")) {
                        seen.add(schema.getKey());
                        assertThat(
                                        Contract.OF_THIS_APP.violations(
                                                schema.getValue(),
                                                schema.getValue().get("example")))
                                .as(schema.getKey())
                                .isEmpty();
                    }
                });

        assertThat(seen).hasSizeGreaterThanOrEqualTo(FIRST.size());
    }

    /** That none is missing is what {@link Contract} finds. */
    @Test
    void everyTypeOfProblemIsOneThatTheCodeKnows() throws IOException {
        Set<String> unknown = new TreeSet<>();
        description
                .at("/components/schemas/Problem/properties/type/enum")
                .forEach(type -> unknown.add(type.asText().substring(ProblemType.PREFIX.length())));
        assertThat(unknown).hasSizeGreaterThan(80);
        for (String module : List.of("example-app", "activity-stream", "agent-protocol")) {
            try (Stream<Path> files =
                    Files.walk(SOURCES.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java"))
                                .filter(path -> !path.endsWith("ProblemType.java"))
                                .toList()) {
                    String source = Files.readString(file);
                    unknown.removeIf(name -> source.contains("\"" + name + "\""));
                }
            }
        }

        // Those that are made of a status's name.
        assertThat(unknown).containsExactlyInAnyOrder("internal-server-error", "not-acceptable");
    }

    private void eachOperation(BiConsumer<String, JsonNode> check) {
        description
                .get("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(operation ->
                                        check.accept(
                                                operation.getKey().toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + path.getKey(),
                                                operation.getValue())));
    }
}
