package dev.astir.app.integrations;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Where a value comes from, as a {@link Mapping} says it. Implementations are immutable. */
sealed interface Expression {

    /** What one must be. */
    String ALLOWED =
            "a JSON Pointer such as /build/id, a template such as \"Build {/build/number}\", or a"
                    + " text without braces around a pointer";

    /** The text; empty where the body has none. */
    Optional<String> text(JsonNode body);

    /** The value, which may be an object or a list; missing where the body has none. */
    JsonNode value(JsonNode body);

    /** A place in the body. */
    record Place(JsonPointer pointer) implements Expression {
        @Override
        public Optional<String> text(JsonNode body) {
            return BoundedJson.text(value(body)).filter(text -> !text.isBlank());
        }

        @Override
        public JsonNode value(JsonNode body) {
            return body.at(pointer);
        }
    }

    /** Texts and places, one after the other; a place that is not there is empty. */
    record Template(List<Expression> parts) implements Expression {
        @Override
        public Optional<String> text(JsonNode body) {
            StringBuilder text = new StringBuilder();
            parts.forEach(part -> text.append(part.text(body).orElse("")));
            return Optional.of(text.toString()).filter(made -> !made.isBlank());
        }

        @Override
        public JsonNode value(JsonNode body) {
            return Expressions.node(text(body));
        }
    }

    /** The same for each body. */
    record Constant(String text) implements Expression {
        @Override
        public Optional<String> text(JsonNode body) {
            return Optional.of(text);
        }

        @Override
        public JsonNode value(JsonNode body) {
            return Expressions.node(text(body));
        }
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Expression parse(String text) {
        return text.startsWith("/") ? Expressions.place(text) : Expressions.template(text);
    }
}
