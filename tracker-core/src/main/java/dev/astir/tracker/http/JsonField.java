package dev.astir.tracker.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

    private final String name;

    /** The name as it stands in a document; nothing if it has to be escaped there. */
    private final byte[] quotedName;

    private JsonField(String name) {
        this.name = Objects.requireNonNull(name, "name");
        boolean plain = name.chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\');
        this.quotedName = (plain ? '"' + name + '"' : "").getBytes(StandardCharsets.UTF_8);
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
     * @return the value if it is text or a whole number; empty if there is none of the kind, if it
     *     lies behind the end, or if what precedes it is not JSON
     */
    public Optional<String> find(byte[] json, int length) {
        String first = plainFirst(json, length);
        return first == null ? parse(json, length) : Optional.of(first);
    }

    /**
     * The value if this is the first field and its value is plain text, as in most requests; the
     * same as {@link #parse} finds, for a small part of what it costs.
     *
     * @return null if one has to parse
     */
    private @Nullable String plainFirst(byte[] json, int length) {
        int brace = space(json, 0, length);
        if (quotedName.length == 0 || brace == length || json[brace] != '{') {
            return null;
        }
        int start = space(json, brace + 1, length);
        int end = start + quotedName.length;
        if (end > length || !Arrays.equals(json, start, end, quotedName, 0, quotedName.length)) {
            return null;
        }
        int colon = space(json, end, length);
        if (colon == length || json[colon] != ':') {
            return null;
        }
        int quote = space(json, colon + 1, length);
        if (quote == length || json[quote] != '"') {
            return null;
        }
        for (int i = quote + 1; i < length; i++) {
            byte next = json[i];
            if (next == '"') {
                return new String(json, quote + 1, i - quote - 1, StandardCharsets.ISO_8859_1);
            }
            if (next < ' ' || next == '\\') { // also what is not ASCII, which is negative
                return null;
            }
        }
        return null;
    }

    /** Where the white space from here on ends. */
    private static int space(byte[] json, int from, int length) {
        int i = from;
        while (i < length
                && (json[i] == ' ' || json[i] == '\n' || json[i] == '\r' || json[i] == '\t')) {
            i++;
        }
        return i;
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
     * and not lines of JSON.
     */
    public static boolean isIn(@Nullable String contentType) {
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
        int length = end - start;
        return length == WHOLE.length() && contentType.regionMatches(true, start, WHOLE, 0, length)
                || length >= SUFFIX.length()
                        && contentType.regionMatches(
                                true, end - SUFFIX.length(), SUFFIX, 0, SUFFIX.length());
    }
}
