package dev.astir.app.web;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.UriRouteMatch;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Explains a value that does not fit its type, in the caller's words: the way to the field, the
 * value, and what is allowed; not our classes. Stateless.
 */
final class Conversions {

    private Conversions() {}

    /** What is wrong; empty when the failure is of another kind. */
    static Optional<Problem> explain(HttpRequest<?> request, Throwable failure) {
        return causes(failure)
                .flatMap(cause -> explainOne(request, cause).stream())
                .reduce((outer, inner) -> inner)
                .map(ProblemException::problem);
    }

    private static Optional<ProblemException> explainOne(HttpRequest<?> request, Throwable cause) {
        return switch (cause) {
            // Our own value types refuse with a full explanation.
            case ProblemException own -> Optional.of(own);
            case UnrecognizedPropertyException unknown ->
                    refused(path(unknown), "one of " + known(unknown), unknown.getPropertyName());
            case InvalidFormatException format ->
                    refused(path(format), allowed(format.getTargetType()), format.getValue());
            // Without a path it is the form of the whole body, which the parser's words explain.
            case MismatchedInputException mismatch when !mismatch.getPath().isEmpty() ->
                    refused(path(mismatch), allowed(mismatch.getTargetType()), null);
            case ConversionErrorException conversion -> {
                Argument<?> argument = conversion.getArgument();
                yield isPathId(request, argument)
                        // No id looks like this, so it is nobody's.
                        ? Optional.of(ProblemException.notFound())
                        : refused(
                                argument.getName(),
                                allowed(argument.getType()),
                                conversion.getConversionError().getOriginalValue().orElse(null));
            }
            default -> Optional.empty();
        };
    }

    private static Optional<ProblemException> refused(
            String field, String allowed, @Nullable Object value) {
        return Optional.of(
                ProblemException.invalid(
                        List.of(Problem.FieldError.of(field, "must be " + allowed, value))));
    }

    private static boolean isPathId(HttpRequest<?> request, Argument<?> argument) {
        return argument.getType() == UUID.class
                && request.getAttribute(HttpAttributes.ROUTE_MATCH, UriRouteMatch.class)
                        .filter(match -> match.getVariableValues().containsKey(argument.getName()))
                        .isPresent();
    }

    /** Such as {@code events[1].durationSeconds}. */
    private static String path(JsonMappingException failure) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static String known(UnrecognizedPropertyException failure) {
        Collection<Object> known = failure.getKnownPropertyIds();
        return known == null ? "" : anyOf(known.stream().map(String::valueOf).sorted().toList());
    }

    /** What a value of the type looks like to a caller; ends "must be …". */
    private static String allowed(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            // The API has them in lower case.
            return anyOf(
                    Arrays.stream(type.getEnumConstants())
                            .map(value -> ((Enum<?>) value).name().toLowerCase(Locale.ROOT))
                            .toList());
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type) || type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == Instant.class) {
            return "a time such as 2026-01-31T09:30:00Z";
        }
        if (type == LocalDate.class) {
            return "a date such as 2026-01-31";
        }
        if (type == UUID.class) {
            return "a UUID";
        }
        if (type == String.class) {
            return "a text";
        }
        return Iterable.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    private static String anyOf(List<String> values) {
        int last = values.size() - 1;
        return last < 1
                ? String.join("", values)
                : String.join(", ", values.subList(0, last)) + " or " + values.get(last);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20);
    }
}
