package dev.astir.protocol;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a server refused a request: a problem of RFC 9457. Immutable.
 *
 * @param type a URN that tells one problem from another
 * @param title the kind of problem, for a person to read
 * @param detail what is wrong with this request, for a person to read
 * @param errors what is wrong with single fields
 */
public record Refusal(
        @Nullable String type,
        @Nullable String title,
        @Nullable String detail,
        @Nullable List<FieldError> errors) {

    private static final int MOST_ERRORS = 5;

    /** What is wrong with one field. */
    public record FieldError(@Nullable String field, @Nullable String message) {

        private String text() {
            return (field == null ? "" : field + " ") + (message == null ? "" : message);
        }
    }

    public Refusal {
        errors = errors == null ? null : List.copyOf(errors);
    }

    /** Whether it is this problem, such as {@code week-closed}. */
    public boolean is(String name) {
        return type != null && type.endsWith(":" + name);
    }

    /** What is wrong, in one line for a person to read; may be empty. */
    public String text() {
        if (errors != null && !errors.isEmpty()) {
            return errors.stream()
                    .limit(MOST_ERRORS)
                    .map(FieldError::text)
                    .collect(Collectors.joining("; "));
        }
        return detail != null ? detail : title == null ? "" : title;
    }
}
