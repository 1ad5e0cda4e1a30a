package dev.astir.tracker.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One field at the top level of a JSON object, of which perhaps only the beginning is at hand.
 * Immutable, so safe for use by several threads.
 */
public final class JsonField {
    /** How much of a body is looked at, unless set otherwise: {@value} bytes. */
    public static final int DEFAULT_LIMIT = 64 * 1024;

    /** How much of a body can be looked at: {@value} bytes. */
    public static final int MAX_LIMIT = 16 * 1024 * 1024;

    // Names come from outside, so they are not interned.
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

    private static final String WHOLE = "application/json";
    private static final String SUFFIX = "+json";

    /** Subtypes which, although {@link #SUFFIX} follows, are many documents. */
    private static final List<String> STREAMS =
            List.of(
                    "stream",
                    "x-stream",
                    "ndjson",
                    "x-ndjson",
                    "jsonl",
                    "x-jsonl",
                    "jsonlines",
                    "x-jsonlines",
                    "json-seq",
                    "x-json-seq");

    private final String name;

    /** None if the name has to be escaped in a document. */
    private final @Nullable TopLevelScan scan;

    private JsonField(String name) {
        this.name = Objects.requireNonNull(name, "name");
        boolean plain = name.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\');
        this.scan = plain ? new TopLevelScan(name) : null;
    }

    /** The field of this name. */
    public static JsonField named(String name) {
        return new JsonField(name);
    }

    /**
     * Checks how much of a body is to be looked at.
     *
     * @param name the setting's name, with which the message starts
     * @param limit 1 to {@link #MAX_LIMIT}
     * @return the limit
     * @throws IllegalArgumentException if the limit is out of these bounds
     */
    public static int checkedLimit(String name, long limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException(
                    name + " must be from 1 to " + MAX_LIMIT + ", but is " + limit);
        }
        return (int) limit;
    }

    /**
     * Finds the field's value.
     *
     * @param json the beginning of a document, in UTF-8, UTF-16 or UTF-32
     * @param length how many bytes of it to read
     * @return the value if it is text or a whole number; empty if there is none of the kind, or if
     *     it lies behind the end; that what precedes it is JSON is not always checked
     */
    public Optional<String> find(byte[] json, int length) {
        if (scan == null) {
            return parse(json, length);
        }
        int start = scan.value(json, 0, length);
        if (start == TopLevelScan.ABSENT) {
            return Optional.empty();
        }
        String text = plainText(json, start, length);
        return text == null ? parse(json, length) : Optional.of(text);
    }

    /**
     * The field's value if it is plain text and can be found without parsing, as in most documents.
     * Then {@link #find} finds the same.
     *
     * @param json has the beginning of a document in it
     * @param from where the document begins
     * @param to where it ends, or breaks off
     * @return null if it is not so, and {@link #find} may find something or not
     */
    public @Nullable String findPlain(byte[] json, int from, int to) {
        return scan == null ? null : plainText(json, scan.value(json, from, to), to);
    }

    /** The text that begins here; null if it is none, breaks off, or has to be decoded. */
    private static @Nullable String plainText(byte[] json, int start, int to) {
        if (start < 0 || start == to || json[start] != '"') {
            return null;
        }
        for (int i = start + 1; i < to; i++) {
            byte next = json[i];
            if (next == '"') {
                return new String(json, start + 1, i - start - 1, StandardCharsets.ISO_8859_1);
            }
            if (next < ' ' || next == '\\') { // also what is not ASCII, which is negative
                return null;
            }
        }
        return null;
    }

    Optional<String> parse(byte[] json, int length) {
        try (JsonParser parser = FACTORY.createParser(json, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = name.equals(parser.currentName());
                JsonToken value = parser.nextToken();
                if (found) {
                    return isId(value) ? Optional.of(parser.getText()) : Optional.empty();
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            // Not JSON, or cut off before the field: there is no id to be found.
        }
        return Optional.empty();
    }

    private static boolean isId(@Nullable JsonToken value) {
        return value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT;
    }

    /**
     * Whether a content type is one whole JSON document: {@code application/json} or {@code +json},
     * and not lines or a stream of JSON, also where that is registered with {@code +json}.
     */
    public static boolean isIn(@Nullable String contentType) {
        if (WHOLE.equals(contentType)) {
            return true;
        }
        if (contentType == null) {
            return false;
        }
        // For each request: without making strings.
        int parameters = contentType.indexOf(';');
        int end = parameters < 0 ? contentType.length() : parameters;
        int start = 0;
        while (start < end && contentType.charAt(start) <= ' ') {
            start++;
        }
        while (start < end && contentType.charAt(end - 1) <= ' ') {
            end--;
        }
        return is(WHOLE, contentType, start, end)
                || end - start >= SUFFIX.length()
                        && is(SUFFIX, contentType, end - SUFFIX.length(), end)
                        && !isStream(contentType, start, end - SUFFIX.length());
    }

    private static boolean isStream(String contentType, int start, int end) {
        int subtype = Math.max(start, contentType.indexOf('/', start) + 1);
        for (String stream : STREAMS) {
            if (is(stream, contentType, subtype, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(String expected, String text, int start, int end) {
        return end - start == expected.length()
                && text.regionMatches(true, start, expected, 0, expected.length());
    }
}
