package dev.astir.app.activity;

import dev.astir.app.web.Problem;
import dev.astir.app.web.ProblemException;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with the fields of a body, so that a client learns it all at once.
 *
 * <p>For one request; not safe for use by several threads.
 */
final class FieldErrors {

    /** More would not help anybody to understand. */
    private static final int MAX_ERRORS = 20;

    private final List<Problem.FieldError> errors = new ArrayList<>();

    /** Notes that a field is missing, or has a value that cannot be used. */
    void refuse(String field, @Nullable JsonNode value, String allowed) {
        if (errors.size() < MAX_ERRORS) {
            String what = value == null ? "is missing" : "cannot be " + shown(value);
            errors.add(new Problem.FieldError(field, what + "; allowed is " + allowed));
        }
    }

    /**
     * Ends the request if anything was refused.
     *
     * @throws ProblemException 400
     */
    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    /** Enough of a value to recognize it by. */
    private static String shown(JsonNode value) {
        if (value.isObject()) {
            return "an object";
        }
        if (value.isArray()) {
            return "an array of " + value.size();
        }
        String text = String.valueOf(value.getValue()).replace('\0', '\uFFFD');
        String start = Problem.excerpt(text);
        return value.isString() ? "\"" + start + "\"" : start;
    }
}
