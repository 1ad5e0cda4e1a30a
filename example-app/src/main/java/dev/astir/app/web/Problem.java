package dev.astir.app.web;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.astir.protocol.PlainText;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error answer: problem details of RFC 9457. Immutable.
 *
 * @param type stable name, {@code urn:astir:problem:<name>}
 * @param title the status in words
 * @param status the HTTP status
 * @param detail what is wrong with this request, in words; absent where the status says it
 * @param errors what is wrong with single fields; left out when empty
 * @param details further members that this type documents, such as {@code organizations}; left out
 *     when empty
 */
@Introspected
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
public record Problem(
        @ProblemType String type,
        String title,
        int status,
        @Nullable String detail,
        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) List<FieldError> errors,
        @Schema(hidden = true) @JsonAnyGetter Map<String, Object> details) {

    /** Media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final int MAX_EXCERPT = 64;
    private static final Pattern SECRET =
            Pattern.compile("(password|token|secret)$", Pattern.CASE_INSENSITIVE);

    /**
     * One field that cannot be accepted, and why.
     *
     * @param field the way to it, such as {@code events[1].durationSeconds}
     * @param message what it must be, and what it is
     */
    @Introspected
    public record FieldError(String field, String message) {

        /**
         * The one wording of what is wrong with a field: "must be …, but is …".
         *
         * @param demand what it must be
         * @param value what it is; repeated in part, and only if it is a single value and the field
         *     is no secret
         */
        public static FieldError of(String field, String demand, @Nullable Object value) {
            if (value == null) {
                return new FieldError(field, demand + ", but is missing");
            }
            if (value instanceof Collection<?>
                    || value instanceof Map<?, ?>
                    || SECRET.matcher(field).find()) {
                return new FieldError(field, demand);
            }
            // As JSON may show it, without NUL and halves of pairs; and so that what is wrong is
            // seen, in whatever shows it.
            String clean = Texts.clean(Problem.excerpt(String.valueOf(value)));
            String shown = PlainText.line(clean);
            return new FieldError(field, demand + ", but is \"" + shown + "\"");
        }
    }

    public Problem {
        errors = List.copyOf(errors);
        details = Map.copyOf(details);
    }

    /** Enough of a refused text to recognize it by: a message does not repeat megabytes. */
    public static String excerpt(String text) {
        if (text.length() <= MAX_EXCERPT) {
            return text;
        }
        // Not between the halves of a pair.
        int end =
                Character.isHighSurrogate(text.charAt(MAX_EXCERPT - 1))
                        ? MAX_EXCERPT - 1
                        : MAX_EXCERPT;
        return text.substring(0, end) + "…";
    }

    static Problem of(HttpStatus status, String name, @Nullable String detail) {
        return new Problem(
                ProblemType.PREFIX + name,
                status.getReason(),
                status.getCode(),
                detail,
                List.of(),
                Map.of());
    }

    Problem withErrors(List<FieldError> fieldErrors) {
        return new Problem(type, title, status, detail, fieldErrors, details);
    }

    Problem withDetails(Map<String, Object> more) {
        return new Problem(type, title, status, detail, errors, more);
    }
}
