package dev.astir.tracker.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
        String first = plainFirst(json, 0, length);
        if (first != null) {
            return Optional.of(first);
        }
        return isAbsent(json, length) ? Optional.empty() : parse(json, length);
    }

    /**
     * The value if this is the document's first field and its value is plain text, as in most
     * requests; the same as {@link #find} finds, for a small part of what it costs.
     *
     * @param json has the beginning of a document in it
     * @param from where the document begins
     * @param to where it ends, or breaks off
     * @return null if it is not so, and {@link #find} may find something or not
     */
    public @Nullable String plainFirst(byte[] json, int from, int to) {
        int brace = space(json, from, to);
        if (quotedName.length == 0 || brace == to || json[brace] != '{') {
            return null;
        }
        int start = space(json, brace + 1, to);
        int end = start + quotedName.length;
        if (end > to || !Arrays.equals(json, start, end, quotedName, 0, quotedName.length)) {
            return null;
        }
        int colon = space(json, end, to);
        if (colon == to || json[colon] != ':') {
            return null;
        }
        int quote = space(json, colon + 1, to);
        if (quote == to || json[quote] != '"') {
            return null;
        }
        for (int i = quote + 1; i < to; i++) {
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

    /**
     * Whether it can be seen without parsing that the field is not there: its name does not occur,
     * and there is nothing by which it could be written in another way.
     */
    private boolean isAbsent(byte[] json, int length) {
        if (quotedName.length == 0) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            byte next = json[i];
            // An escape, or perhaps another encoding: of the text, or of a character in UTF-8.
            if (next <= 0 || next == '\\' || next == '"' && isQuotedName(json, i, length)) {
                return false;
            }
        }
        return true;
    }

    private boolean isQuotedName(byte[] json, int start, int length) {
        int end = start + quotedName.length;
        return end <= length && Arrays.equals(json, start, end, quotedName, 0, quotedName.length);
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
