package dev.astir.stream.feed;

import dev.astir.stream.InvalidInputException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused, as RFC 9457 has it. Immutable.
 *
 * @param status the HTTP status
 * @param title its standard words
 * @param type the last part of the problem's type
 * @param detail what is wrong with this request
 * @param field the field that cannot be accepted; null if it is not about a field
 * @param headers what the answer's head must say beside its status and its type
 */
public record FeedProblem(
        int status,
        String title,
        String type,
        String detail,
        @Nullable String field,
        Map<String, String> headers) {
    /** The media type of {@link #json}. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Duration RETRY_STORAGE = Duration.ofSeconds(5);
    private static final Duration RETRY_SESSION = Duration.ofSeconds(10);

    public FeedProblem {
        headers = Map.copyOf(headers);
    }

    /** One whose answer's head says nothing more. */
    public FeedProblem(
            int status, String title, String type, String detail, @Nullable String field) {
        this(status, title, type, detail, field, Map.of());
    }

    /** The page that asks is from elsewhere, and not listed. */
    public static FeedProblem foreignOrigin() {
        return new FeedProblem(
                403, "Forbidden", "foreign-origin", "the page's origin is not listed", null);
    }

    /** The embedder refused, or could not say. */
    public static FeedProblem refused(CloseCode code) {
        return switch (code) {
            case NOT_AUTHENTICATED ->
                    new FeedProblem(401, "Unauthorized", "not-authenticated", code.reason(), null);
            case GOING_AWAY -> unavailable();
            default -> forbidden(code.reason());
        };
    }

    /** The address is that of a WebSocket, and the request is none for that. */
    public static FeedProblem upgradeRequired(String detail) {
        return new FeedProblem(
                426,
                "Upgrade Required",
                "upgrade-required",
                detail,
                null,
                Map.of(
                        "Upgrade",
                        "websocket",
                        "Connection",
                        "Upgrade",
                        "Sec-WebSocket-Version",
                        "13"));
    }

    /** The request asks for a WebSocket in a way that no client does. */
    static FeedProblem badHandshake(String detail) {
        return new FeedProblem(
                400, "Bad Request", "bad-handshake", "no WebSocket handshake: " + detail, null);
    }

    /** Known, and not allowed. */
    public static FeedProblem forbidden(String detail) {
        return new FeedProblem(403, "Forbidden", "forbidden", detail, null);
    }

    /** A parameter, or a field of the body, cannot be used. */
    public static FeedProblem invalid(InvalidInputException failure) {
        return new FeedProblem(
                400,
                "Bad Request",
                "invalid",
                String.valueOf(failure.getMessage()),
                failure.field());
    }

    /** There is no such thing, or the reader may not see it. */
    public static FeedProblem notFound() {
        return new FeedProblem(
                404, "Not Found", "not-found", "There is nothing with this address.", null);
    }

    /** The address exists, for other methods. */
    public static FeedProblem method(String allowed) {
        return new FeedProblem(
                405,
                "Method Not Allowed",
                "method-not-allowed",
                "allowed is " + allowed,
                null,
                Map.of("Allow", allowed));
    }

    /** The body has more bytes than this. */
    public static FeedProblem tooLarge(int most) {
        return new FeedProblem(
                413, "Content Too Large", "too-large", "allowed are " + most + " bytes", null);
    }

    /** The reader has too many sessions already; see {@link FeedLimits#sessions}. */
    public static FeedProblem tooManySessions() {
        return tooMany(
                "This reader has too many connections; close one, or try again later.",
                RETRY_SESSION);
    }

    /** There are as many of them as there may be. */
    public static FeedProblem tooMany(String detail, Duration retryAfter) {
        return new FeedProblem(
                429, "Too Many Requests", "too-many-requests", detail, null, after(retryAfter));
    }

    /** The storage cannot be reached now. */
    public static FeedProblem unavailable() {
        return new FeedProblem(
                503,
                "Service Unavailable",
                "unavailable",
                "The storage cannot be reached; try again later.",
                null,
                after(RETRY_STORAGE));
    }

    /** There is too much to do now. */
    public static FeedProblem busy(Duration retryAfter) {
        return new FeedProblem(
                503,
                "Service Unavailable",
                "unavailable",
                "There is too much to do at the moment; try again later.",
                null,
                after(retryAfter));
    }

    private static Map<String, String> after(Duration time) {
        return Map.of("Retry-After", String.valueOf(time.toSeconds()));
    }

    /** The body of the answer. */
    public String json() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "urn:astir:problem:" + type);
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        if (field != null) {
            members.put("errors", List.of(Map.of("field", field, "message", detail)));
        }
        return EventJson.writeObject(members);
    }
}
