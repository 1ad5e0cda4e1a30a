package dev.astir.protocol;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Typed reading on top of a streaming parser: one pass, nothing kept but what is asked for. Every
 * failure names the field by its path.
 */
final class MessageReader {

    /** Reads the value of one field, or leaves it: what is not read is skipped. */
    @FunctionalInterface
    interface FieldHandler {
        void field(String name) throws IOException;
    }

    /** Reads one element of an array. */
    @FunctionalInterface
    interface ElementReader<T> {
        T read() throws IOException;
    }

    private final JsonParser parser;

    private MessageReader(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads one whole document; there must be nothing behind it. */
    static <T> T document(ParserSource source, ReaderFunction<T> function) {
        try (JsonParser parser = source.open()) {
            MessageReader reader = new MessageReader(parser);
            parser.nextToken();
            T result = function.read(reader);
            if (parser.nextToken() != null) {
                throw new InvalidMessageException("", "more than one value", "one object");
            }
            return result;
        } catch (JacksonException e) {
            throw new InvalidMessageException("", e.getOriginalMessage(), "one valid object", e);
        } catch (IOException e) {
            throw new InvalidMessageException("", e.getMessage(), "a readable message", e);
        }
    }

    @FunctionalInterface
    interface ParserSource {
        JsonParser open() throws IOException;
    }

    @FunctionalInterface
    interface ReaderFunction<T> {
        T read(MessageReader reader) throws IOException;
    }

    /** Calls the handler for each field of the object at hand that is not null. */
    void object(FieldHandler handler) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw invalid("an object");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (parser.currentToken() != JsonToken.VALUE_NULL) {
                handler.field(name);
            }
            // Goes to the value's end, where it was opened and not read.
            parser.skipChildren();
        }
    }

    <T> List<T> list(int max, ElementReader<T> element) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw invalid("an array");
        }
        List<T> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (elements.size() == max) {
                throw new InvalidMessageException(
                        listPath(), "more elements", "at most " + max + " elements");
            }
            elements.add(element.read());
        }
        return elements;
    }

    String text() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw invalid("a string");
        }
        return parser.getText();
    }

    int integer() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || !isInt()) {
            throw invalid("a whole number up to " + Integer.MAX_VALUE);
        }
        return parser.getIntValue();
    }

    private boolean isInt() throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.INT;
    }

    boolean flag() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw invalid("true or false");
        };
    }

    Instant instant() throws IOException {
        String text = text();
        try {
            // An offset is fine too: other clients than ours do not all write Z.
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw invalid("an ISO-8601 instant such as 2026-01-31T09:30:00Z");
        }
    }

    UUID uuid() throws IOException {
        String text = text();
        try {
            UUID uuid = UUID.fromString(text);
            if (uuid.toString().equals(text.toLowerCase(Locale.ROOT))) {
                return uuid;
            }
        } catch (IllegalArgumentException e) {
            // Answered below, together with the short forms that the JDK lets through.
        }
        throw invalid("a UUID");
    }

    <E extends Enum<E>> E oneOf(E[] values) throws IOException {
        String text = text();
        for (E value : values) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
                return value;
            }
        }
        throw invalid(
                Arrays.stream(values)
                        .map(value -> value.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
    }

    /** The value, or a complaint that the field of this name is missing in the object just read. */
    <T> T required(String name, String allowed, @Nullable T value) {
        if (value == null) {
            throw new InvalidMessageException(inside(objectPath(), name), null, allowed);
        }
        return value;
    }

    /** Makes a record of the object just read; complaints of its constructor get the full path. */
    <T> T build(Supplier<T> constructor) {
        try {
            return constructor.get();
        } catch (InvalidMessageException e) {
            throw new InvalidMessageException(
                    inside(objectPath(), e.field()), e.value(), e.allowed(), e);
        }
    }

    private InvalidMessageException invalid(String allowed) throws IOException {
        JsonToken token = parser.currentToken();
        JsonStreamContext context = parser.getParsingContext();
        boolean opened = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
        return new InvalidMessageException(
                path(opened ? context.getParent() : context), shown(token), allowed);
    }

    private String shown(@Nullable JsonToken token) throws IOException {
        if (token == null) {
            return "empty";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            default -> parser.getText();
        };
    }

    /** The path of the object whose end was just read, or whose fields are being read. */
    private String objectPath() {
        return path(parser.getParsingContext());
    }

    private String listPath() {
        JsonStreamContext context = parser.getParsingContext();
        while (context != null && !context.inArray()) {
            context = context.getParent();
        }
        return path(context == null ? null : context.getParent());
    }

    private static String path(@Nullable JsonStreamContext context) {
        if (context == null || context.inRoot()) {
            return "";
        }
        String parent = path(context.getParent());
        if (context.inArray()) {
            return parent + "[" + context.getCurrentIndex() + "]";
        }
        String name = context.getCurrentName();
        return name == null ? parent : inside(parent, name);
    }

    private static String inside(String parent, String name) {
        return parent.isEmpty() ? name : parent + "." + name;
    }
}
