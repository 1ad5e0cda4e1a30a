package dev.astir.app.web;

import io.micronaut.http.HttpStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ends a request with a {@link Problem}. Thrown for what a caller did, so it has no stack trace.
 */
public final class ProblemException extends RuntimeException {

    /** Until it is worth asking again. */
    private static final Duration DATABASE_BACK = Duration.ofSeconds(5);

    private static final String DATABASE_AWAY =
            "The database does not answer now; try again in a moment.";

    private final transient Problem problem;
    private final transient Optional<Duration> retryAfter;

    private ProblemException(Problem problem, Optional<Duration> retryAfter) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    private ProblemException(Problem problem) {
        this(problem, Optional.empty());
    }

    /** 404; the same for an id that never was, and for one of another organization. */
    public static ProblemException notFound() {
        return notFound("There is nothing with this address.");
    }

    /** 404 that says why. */
    public static ProblemException notFound(String detail) {
        return new ProblemException(Problem.of(HttpStatus.NOT_FOUND, "not-found", detail));
    }

    /** 409, for example {@code conflict("session-active", "Session … is active already.")}. */
    public static ProblemException conflict(String name, String detail) {
        return conflict(name, detail, Map.of());
    }

    /** 409 with members that help the caller to decide. */
    public static ProblemException conflict(
            String name, String detail, Map<String, Object> details) {
        return new ProblemException(
                Problem.of(HttpStatus.CONFLICT, name, detail).withDetails(details));
    }

    /** 400 for one field, for example {@code invalid("limit", 500, "a number from 1 to 200")}. */
    public static ProblemException invalid(String field, Object value, String allowed) {
        return invalid(List.of(Problem.FieldError.of(field, "must be " + allowed, value)));
    }

    /** 400 for one field whose value must not be repeated, such as a password. */
    public static ProblemException invalidSecret(String field, String message) {
        return invalid(List.of(new Problem.FieldError(field, message)));
    }

    /** 400 for several fields at once. */
    public static ProblemException invalid(List<Problem.FieldError> errors) {
        return new ProblemException(invalidFields(errors));
    }

    /** 400 for more than are named, with a member that says how many of what are not. */
    public static ProblemException invalid(
            List<Problem.FieldError> errors, String member, int more) {
        return new ProblemException(invalidFields(errors).withDetails(Map.of(member, more)));
    }

    private static Problem invalidFields(List<Problem.FieldError> errors) {
        return Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "invalid",
                        "Some fields cannot be accepted; see errors.")
                .withErrors(errors);
    }

    /** 401. */
    public static ProblemException unauthenticated(String name, String detail) {
        return new ProblemException(Problem.of(HttpStatus.UNAUTHORIZED, name, detail));
    }

    /** 422, for a request that is well formed and asks for what must not be. */
    public static ProblemException unprocessable(String name, String detail) {
        return new ProblemException(Problem.of(HttpStatus.UNPROCESSABLE_ENTITY, name, detail));
    }

    /** 403. */
    public static ProblemException forbidden(String name, String detail) {
        return forbidden(name, detail, Map.of());
    }

    /** 403 with members that help the caller to decide. */
    public static ProblemException forbidden(
            String name, String detail, Map<String, Object> details) {
        return new ProblemException(
                Problem.of(HttpStatus.FORBIDDEN, name, detail).withDetails(details));
    }

    /** 429 with {@code Retry-After}, rounded up to whole seconds. */
    public static ProblemException tooManyRequests(String detail, Duration retryAfter) {
        return new ProblemException(
                Problem.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", detail),
                Optional.of(retryAfter));
    }

    /** 503 with {@code Retry-After}: nobody can be served until the database answers again. */
    public static ProblemException databaseAway() {
        return new ProblemException(
                Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "service-unavailable", DATABASE_AWAY),
                Optional.of(DATABASE_BACK));
    }

    /** Whether it is one of {@link #databaseAway}. */
    public boolean isDatabaseAway() {
        return DATABASE_AWAY.equals(getMessage());
    }

    /** 503 with {@code Retry-After}: a part of the server does not answer for now. */
    public static ProblemException unavailable(String detail, Duration retryAfter) {
        return new ProblemException(
                Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "service-unavailable", detail),
                Optional.of(retryAfter));
    }

    /** 403 for one field whose value must not be repeated: a wrong password, say. */
    public static ProblemException wrongSecret(String name, String field, String message) {
        return new ProblemException(
                Problem.of(HttpStatus.FORBIDDEN, name, "A field is wrong; see errors.")
                        .withErrors(List.of(new Problem.FieldError(field, message))));
    }

    /** 400, for a body that cannot be read at all. */
    public static ProblemException malformed(String detail) {
        return new ProblemException(Problem.of(HttpStatus.BAD_REQUEST, "malformed", detail));
    }

    /** 415. */
    public static ProblemException unsupportedMediaType(String detail) {
        return new ProblemException(
                Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", detail));
    }

    /** 410, for what was there once, or may have been. */
    public static ProblemException gone(String name, String detail) {
        return new ProblemException(Problem.of(HttpStatus.GONE, name, detail));
    }

    /** The status of the answer. */
    public int status() {
        return problem.status();
    }

    /** Whether the answer is 401. */
    public boolean isUnauthenticated() {
        return problem.status() == HttpStatus.UNAUTHORIZED.getCode();
    }

    /** Whether the answer is 403. */
    public boolean isForbidden() {
        return problem.status() == HttpStatus.FORBIDDEN.getCode();
    }

    /** Whether the answer is 404. */
    public boolean isNotFound() {
        return problem.status() == HttpStatus.NOT_FOUND.getCode();
    }

    /** Whether the answer is 410. */
    public boolean isGone() {
        return problem.status() == HttpStatus.GONE.getCode();
    }

    /** The first field that is wrong; empty when it is none. */
    public String field() {
        return problem.errors().isEmpty() ? "" : problem.errors().getFirst().field();
    }

    /** What is wrong, in one line. */
    public String summary() {
        return problem.errors().isEmpty()
                ? String.valueOf(problem.detail())
                : problem.errors().getFirst().message();
    }

    Problem problem() {
        return problem;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
