package dev.astir.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An element of a batch as it came: a span, or what is wrong with it.
 *
 * <p>Immutable.
 *
 * @param id the span's id, if it has one
 * @param span the span, where nothing is wrong
 * @param problem what is wrong, its field named from the element on
 */
@JsonDeserialize(using = ReceivedSpan.Reader.class)
record ReceivedSpan(
        @Nullable String id, @Nullable Span span, @Nullable InvalidMessageException problem) {

    /**
     * What is answered for this span, which has a problem.
     *
     * @param path where in the message it came
     * @throws InvalidMessageException if it has no id to answer for
     */
    ServerMessage.Rejection rejection(String path) {
        InvalidMessageException named = Objects.requireNonNull(problem).inside(path);
        if (id == null || id.isBlank() || id.length() > Span.MAX_ID_LENGTH) {
            throw named;
        }
        return new ServerMessage.Rejection(id, String.valueOf(named.getMessage()));
    }

    /** Reads the element as a tree first, so that its id is known whatever else is wrong. */
    static final class Reader extends JsonDeserializer<ReceivedSpan> {

        @Override
        public ReceivedSpan deserialize(JsonParser in, DeserializationContext context)
                throws IOException {
            JsonNode tree = context.readTree(in);
            String id = tree.path("id").textValue();
            try {
                return new ReceivedSpan(id, context.readTreeAsValue(tree, Span.class), null);
            } catch (JsonMappingException e) {
                return new ReceivedSpan(id, null, Problems.of(e, tree));
            }
        }
    }
}
