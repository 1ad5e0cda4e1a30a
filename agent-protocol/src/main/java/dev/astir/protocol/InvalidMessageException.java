package dev.astir.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A message that does not follow the protocol. The text names the field, the value that came and
 * what is allowed; the parts are also readable one by one, for an answer with field errors. Values
 * are cut to a few characters, and texts of keys and tokens are never repeated.
 */
public final class InvalidMessageException extends ProtocolException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_VALUE = 80;

    private final String field;
    private final @Nullable String value;
    private final String allowed;

    /**
     * @param field where in the message, like {@code spans[3].start}; empty for the message itself
     * @param value what came, or null when nothing came
     * @param allowed what is allowed, as the end of a sentence: "an ISO-8601 instant"
     */
    public InvalidMessageException(String field, @Nullable String value, String allowed) {
        this(field, value, allowed, null);
    }

    InvalidMessageException(
            String field, @Nullable String value, String allowed, @Nullable Throwable cause) {
        super(describe(field, cut(value), allowed), cause);
        this.field = field;
        this.value = cut(value);
        this.allowed = allowed;
    }

    /** Where in the message, like {@code spans[3].start}; empty for the message itself. */
    public String field() {
        return field;
    }

    /** What came, cut to 80 characters; null when nothing came. */
    public @Nullable String value() {
        return value;
    }

    /** What is allowed. */
    public String allowed() {
        return allowed;
    }

    /** The same, where the field is inside of another. */
    InvalidMessageException inside(String path) {
        String whole = path.isEmpty() || field.isEmpty() ? path + field : path + "." + field;
        return new InvalidMessageException(whole, value, allowed, this);
    }

    private static String describe(String field, @Nullable String value, String allowed) {
        String where = field.isEmpty() ? "message" : field;
        return value == null
                ? where + " is missing; allowed is " + allowed
                : where + " is '" + value + "'; allowed is " + allowed;
    }

    private static @Nullable String cut(@Nullable String value) {
        return value == null || value.length() <= LONGEST_VALUE
                ? value
                : value.substring(0, LONGEST_VALUE) + "…";
    }
}
