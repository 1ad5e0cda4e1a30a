package dev.astir.app.web;

import dev.astir.app.platform.DatabaseAway;
import io.micronaut.context.annotation.Primary;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives every error that the framework finds (routes, methods, media types, bodies, validation,
 * security) the form of a {@link Problem}. Stateless.
 */
@Singleton
@Primary
final class ProblemResponses implements ErrorResponseProcessor<Problem> {

    @Override
    public MutableHttpResponse<Problem> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        if (response.code() == HttpStatus.INTERNAL_SERVER_ERROR.getCode()
                && DatabaseAway.isCauseOf(context.getRootCause().orElse(null))) {
            return write(response, ProblemException.databaseAway());
        }
        return write(response, describe(context, response.status()));
    }

    static MutableHttpResponse<Problem> write(
            MutableHttpResponse<?> response, ProblemException exception) {
        exception
                .retryAfter()
                .map(Duration::toMillis)
                .map(millis -> Math.max(1, Math.ceilDiv(millis, 1000L)))
                .ifPresent(seconds ->
                        response.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
        return write(response, exception.problem());
    }

    static MutableHttpResponse<Problem> write(MutableHttpResponse<?> response, Problem problem) {
        return response.status(HttpStatus.valueOf(problem.status()))
                .body(problem)
                .contentType(Problem.MEDIA_TYPE);
    }

    private static Problem describe(ErrorContext context, HttpStatus status) {
        Throwable cause = context.getRootCause().orElse(null);
        Problem problem = Problem.of(status, name(status), detail(context, status));
        if (cause instanceof ConstraintViolationException violations) {
            return ProblemException.invalid(fieldErrors(violations)).problem();
        }
        return cause == null
                ? problem
                : Conversions.explain(context.getRequest(), cause).orElse(problem);
    }

    private static String name(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> "malformed";
            case UNAUTHORIZED -> "not-authenticated";
            default -> NameUtils.hyphenate(status.name().replace('_', '-'), true);
        };
    }

    private static @Nullable String detail(ErrorContext context, HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing with this address.";
            case UNAUTHORIZED -> "Sign in first: the access token is missing, wrong or expired.";
            case FORBIDDEN -> "Your role does not allow this.";
            // What broke inside is for the log alone.
            case INTERNAL_SERVER_ERROR -> "Something broke on the server; it has been logged.";
            default ->
                    context.getErrors().stream()
                            .map(Error::getMessage)
                            .map(ProblemResponses::firstLine)
                            .findFirst()
                            .orElse(null);
        };
    }

    private static List<Problem.FieldError> fieldErrors(ConstraintViolationException violations) {
        return violations.getConstraintViolations().stream()
                .map(violation ->
                        Problem.FieldError.of(
                                field(violation),
                                violation.getMessage(),
                                violation.getInvalidValue()))
                .sorted(
                        Comparator.comparing(Problem.FieldError::field)
                                .thenComparing(Problem.FieldError::message))
                .toList();
    }

    /**
     * The way to the field in the caller's words: {@code events[1].durationSeconds}, without our
     * method's and our parameter's name before it. What is no field of a body is a parameter.
     */
    private static String field(ConstraintViolation<?> violation) {
        StringBuilder field = new StringBuilder();
        String parameter = "body";
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = node.getName();
            }
            if (node.isInIterable()) {
                field.append('[').append(node.getKey() == null ? node.getIndex() : node.getKey());
                field.append(']');
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                field.append(field.isEmpty() ? "" : ".").append(node.getName());
            }
        }
        return field.isEmpty() ? parameter : field.toString();
    }

    private static String firstLine(@Nullable String message) {
        if (message == null) {
            return "";
        }
        // Where in the body something is wrong helps; why the parser does not quote it does not.
        return message.lines().findFirst().orElse("").replaceAll("\\[Source: REDACTED[^;]*; ", "[");
    }
}
