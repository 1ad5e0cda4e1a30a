package dev.astir.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What {@code /asyncapi.json} promises of the messages of the live feed: tests hold each that they
 * receive against it. Thread-safe.
 */
public final class LiveContract {

    /** Of the app whose files these are. */
    public static final LiveContract OF_THIS_APP = new LiveContract(read());

    private final JsonNode document;
    private final List<Kind> kinds = new ArrayList<>();

    /** One of the messages that the app sends. */
    private record Kind(JsonNode members, Schema schema) {

        boolean mayBe(JsonNode message) {
            return allows("type", message)
                    && (!message.has("channel") || allows("channel", message));
        }

        private boolean allows(String member, JsonNode message) {
            JsonNode allowed = members.path(member);
            return allowed.path("type").isTextual()
                    && (!allowed.has("enum")
                            || StreamSupport.stream(allowed.get("enum").spliterator(), false)
                                    .anyMatch(message.path(member)::equals));
        }
    }

    private LiveContract(JsonNode document) {
        this.document = document;
        ContractSchemas schemas = new ContractSchemas(Contract.OF_THIS_APP.description());
        for (JsonNode message : document.at("/operations/tellBySocket/messages")) {
            JsonNode schema = schemaOf(resolve(message));
            kinds.add(new Kind(schema.get("properties"), schemas.compile(schema)));
        }
    }

    private static JsonNode read() {
        try (InputStream file =
                LiveContract.class.getResourceAsStream("/dashboard/asyncapi.json")) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document itself. */
    public JsonNode document() {
        return document;
    }

    /** What the references within the document lead to. */
    JsonNode resolve(JsonNode reference) {
        String to = reference.path("$ref").asText();
        return to.isEmpty() ? reference : resolve(document.at(to.substring(1)));
    }

    static JsonNode schemaOf(JsonNode message) {
        return message.at("/payload/schema");
    }

    /**
     * Holds a message of the server against the document.
     *
     * @throws AssertionError when it is none of those that the app sends
     */
    public void check(JsonNode message) {
        List<Kind> possible = kinds.stream().filter(kind -> kind.mayBe(message)).toList();
        List<Error> wrong = List.of();
        for (Kind kind : possible) {
            wrong = kind.schema().validate(message.toString(), InputFormat.JSON);
            if (wrong.isEmpty()) {
                return;
            }
        }
        throw new AssertionError(
                possible.isEmpty()
                        ? "/asyncapi.json has no such message: " + message
                        : "%s does not fit /asyncapi.json: %s".formatted(message, wrong));
    }
}
