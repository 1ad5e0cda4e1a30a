package dev.astir.app.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.reflect.ReflectionUtils;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.UriRouteMatch;
import io.micronaut.web.router.exceptions.UnsatisfiedBodyRouteException;
import io.micronaut.web.router.exceptions.UnsatisfiedQueryValueRouteException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Explains a value that does not fit its type, in the caller's words: the way to the field, the
 * value, and what is allowed; not our classes. Stateless.
 */
final class Conversions {

    private static final String BODY = "body";

    /** What a setting of the parser's is called there is none of the caller's business. */
    private static final Pattern SETTING = Pattern.compile(", from `[^`]*`");

    private Conversions() {}

    /** What is wrong; empty when the failure is of another kind. */
    static Optional<Problem> explain(HttpRequest<?> request, Throwable failure) {
        return causes(failure)
                .flatMap(cause -> explainOne(request, cause).stream())
                .reduce((outer, inner) -> inner)
                .map(ProblemException::problem)
                .or(() -> unreadable(failure));
    }

    /** A body that broke while it was read; the parser's words about our classes are left out. */
    private static Optional<Problem> unreadable(Throwable failure) {
        return causes(failure)
                .filter(ConversionErrorException.class::isInstance)
                .findFirst()
                .map(conversion -> {
                    String why =
                            causes(conversion)
                                    .filter(cause -> !(cause instanceof JsonMappingException))
                                    .filter(JsonProcessingException.class::isInstance)
                                    .map(JsonProcessingException.class::cast)
                                    .reduce((outer, inner) -> inner)
                                    .map(JsonProcessingException::getOriginalMessage)
                                    .orElse("it is not one object");
                    return Problem.of(
                            HttpStatus.BAD_REQUEST,
                            "malformed",
                            "Invalid JSON: " + SETTING.matcher(why).replaceAll(""));
                });
    }

    private static Optional<ProblemException> explainOne(HttpRequest<?> request, Throwable cause) {
        return switch (cause) {
            // Our own value types refuse with a full explanation.
            case ProblemException own -> Optional.of(own);
            case UnrecognizedPropertyException unknown ->
                    refused(path(unknown), "one of " + known(unknown), unknown.getPropertyName());
            case InvalidFormatException format ->
                    refused(
                            path(format),
                            AllowedValues.of(format.getTargetType(), format.getValue()),
                            format.getValue());
            // Without a path it is the form of the whole body, which the parser's words explain.
            case MismatchedInputException mismatch when !mismatch.getPath().isEmpty() ->
                    refused(path(mismatch), AllowedValues.of(mismatch.getTargetType()), null);
            case UnsatisfiedBodyRouteException none ->
                    refused(BODY, AllowedValues.of(none.getArgument().getType()), null);
            case UnsatisfiedQueryValueRouteException none ->
                    refused(
                            none.getArgument().getName(),
                            AllowedValues.of(none.getArgument().getType()),
                            null);
            case ConversionErrorException conversion -> unfitting(request, conversion);
            default -> Optional.empty();
        };
    }

    private static Optional<ProblemException> unfitting(
            HttpRequest<?> request, ConversionErrorException conversion) {
        Argument<?> argument = conversion.getArgument();
        if (argument.isAnnotationPresent(Body.class)) {
            return Optional.empty();
        }
        if (isPathId(request, argument)) {
            // No id looks like this, so it is nobody's.
            return Optional.of(ProblemException.notFound());
        }
        Object value = conversion.getConversionError().getOriginalValue().orElse(null);
        if (value == null) {
            // Of several values the framework tells the type alone, and calls the parameter by it.
            for (Argument<?> candidate : arguments(request)) {
                List<String> given = request.getParameters().getAll(candidate.getName());
                if (given.size() > 1
                        && ReflectionUtils.getWrapperType(candidate.getType())
                                == ReflectionUtils.getWrapperType(argument.getType())) {
                    return refused(
                            candidate.getName(),
                            AllowedValues.of(candidate.getType()),
                            String.join(",", given));
                }
            }
        }
        return refused(argument.getName(), AllowedValues.of(argument.getType(), value), value);
    }

    private static List<Argument<?>> arguments(HttpRequest<?> request) {
        return request.getAttribute(HttpAttributes.ROUTE_MATCH, MethodBasedRouteMatch.class)
                .map(match -> List.<Argument<?>>of(match.getArguments()))
                .orElse(List.of());
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
        return path.isEmpty() ? BODY : path.toString();
    }

    private static String known(UnrecognizedPropertyException failure) {
        Collection<Object> known = failure.getKnownPropertyIds();
        return known == null
                ? ""
                : AllowedValues.anyOf(known.stream().map(String::valueOf).sorted().toList());
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20);
    }
}
