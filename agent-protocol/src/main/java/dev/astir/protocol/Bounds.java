package dev.astir.protocol;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The checks that the records share. What was not in a message comes to them as null. */
final class Bounds {

    static void present(String field, @Nullable Object value, String allowed) {
        if (value == null) {
            throw new InvalidMessageException(field, null, allowed);
        }
    }

    static void required(String field, @Nullable String value, int max) {
        if (value == null || value.isBlank()) {
            throw new InvalidMessageException(field, value, "1 to " + max + " characters");
        }
        optional(field, value, max);
    }

    static void optional(String field, @Nullable String value, int max) {
        if (value != null && value.length() > max) {
            throw new InvalidMessageException(field, value, "at most " + max + " characters");
        }
    }

    static void secret(String field, @Nullable String value, int max) {
        if (value == null || value.isBlank() || value.length() > max) {
            throw new InvalidMessageException(
                    field, value == null ? null : "(not shown)", "1 to " + max + " characters");
        }
    }

    static void between(String field, long value, long min, long max) {
        if (value < min || value > max) {
            throw new InvalidMessageException(field, Long.toString(value), min + " to " + max);
        }
    }

    static void size(String field, @Nullable Collection<?> values, int max) {
        if (values == null) {
            throw new InvalidMessageException(field, null, "an array");
        }
        if (values.size() > max) {
            throw new InvalidMessageException(
                    field, values.size() + " elements", "at most " + max + " elements");
        }
    }

    private Bounds() {}
}
