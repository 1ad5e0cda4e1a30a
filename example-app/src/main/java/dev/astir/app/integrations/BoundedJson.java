package dev.astir.app.integrations;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.astir.app.web.ProblemException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of strangers: one value, of bounded depth, in which no name comes twice. */
final class BoundedJson {

    /** Deeper than what people nest, and no danger to a thread. */
    static final int DEEPEST = 64;

    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_NAME = 1_000;

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxNumberLength(LONGEST_NUMBER)
                                                    .maxNameLength(LONGEST_NAME)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private BoundedJson() {}

    /**
     * Any value.
     *
     * @throws ProblemException 400 when it is none, or too deep
     */
    static JsonNode read(byte[] body) {
        try {
            JsonNode value = JSON.readTree(body);
            if (value == null || value.isMissingNode()) {
                throw ProblemException.malformed("The body is empty; it must be JSON.");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw ProblemException.malformed(
                    "Invalid JSON: " + Fitting.line(e.getOriginalMessage(), Fitting.NAME));
        } catch (IOException e) {
            throw ProblemException.malformed("Invalid JSON: it is not text.");
        }
    }

    /**
     * An object.
     *
     * @throws ProblemException 400 when it is none
     */
    static JsonNode object(byte[] body) {
        JsonNode value = read(body);
        if (!value.isObject()) {
            throw ProblemException.malformed("The body must be a JSON object.");
        }
        return value;
    }

    /** The text at this place, or what a number or a boolean is as text; null for all else. */
    static @Nullable String text(JsonNode value, String pointer) {
        return text(value.at(pointer)).orElse(null);
    }

    /** The value as a text; empty for objects, lists, null and what is not there. */
    static Optional<String> text(JsonNode value) {
        return value.isValueNode() && !value.isNull()
                ? Optional.of(value.asText())
                : Optional.empty();
    }
}
