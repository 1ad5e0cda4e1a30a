package dev.astir.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Jackson finds wrong with a document, in this protocol's words. */
final class Problems {

    /** What is no document at all. */
    static InvalidMessageException of(JacksonException e) {
        return new InvalidMessageException("", e.getOriginalMessage(), "one valid object", e);
    }

    /**
     * What is wrong inside a document: the field's path, the value there, and what is allowed.
     *
     * @param document all of what was being read
     */
    static InvalidMessageException of(JsonMappingException e, JsonNode document) {
        StringBuilder path = new StringBuilder();
        JsonNode value = document;
        for (JsonMappingException.Reference step : e.getPath()) {
            String name = step.getFieldName();
            if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
                value = value.path(step.getIndex());
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
                value = value.path(name);
            }
        }
        String field = path.toString();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidMessageException ours) {
                return ours.inside(field);
            } else if (cause instanceof InvalidTypeIdException type) {
                String allowed = types(type.getBaseType().getRawClass());
                return new InvalidMessageException("type", shown(value.path("type")), allowed, e);
            } else if (cause instanceof MismatchedInputException mismatch) {
                String allowed = allowed(mismatch.getTargetType());
                return new InvalidMessageException(field, shown(value), allowed, e);
            } else if (cause instanceof InputCoercionException overflow) {
                String allowed = allowed(overflow.getTargetType());
                return new InvalidMessageException(field, shown(value), allowed, e);
            }
        }
        return of(e);
    }

    /** A value for a person to read; null for one that is not there. */
    static @Nullable String shown(JsonNode value) {
        return switch (value.getNodeType()) {
            case MISSING, NULL -> null;
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            default -> value.asText();
        };
    }

    private static String types(Class<?> message) {
        JsonSubTypes types = message.getAnnotation(JsonSubTypes.class);
        Stream<Class<?>> messages =
                types == null
                        ? Stream.of(message)
                        : Arrays.stream(types.value()).map(JsonSubTypes.Type::value);
        return messages.map(type -> type.getAnnotation(JsonTypeName.class).value())
                .collect(Collectors.joining(", "));
    }

    private static String allowed(@Nullable Class<?> type) {
        if (type == boolean.class) {
            return "true or false";
        } else if (type == int.class) {
            return "a whole number up to " + Integer.MAX_VALUE;
        } else if (type == String.class) {
            return "a string";
        }
        return type != null && Collection.class.isAssignableFrom(type) ? "an array" : "an object";
    }

    private Problems() {}
}
