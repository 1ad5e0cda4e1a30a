package dev.astir.stream.feed;

import dev.astir.stream.InvalidInputException;
import java.util.Map;

/**
 * Why a request got no stream, as RFC 9457 has it. Immutable.
 *
 * @param status the HTTP status
 * @param title its standard words
 * @param type the last part of the problem's type
 * @param detail what is wrong with this request
 */
public record FeedProblem(int status, String title, String type, String detail) {
    /** The media type of {@link #json}. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The page that asks is from elsewhere, and not listed. */
    public static FeedProblem foreignOrigin() {
        return new FeedProblem(
                403, "Forbidden", "foreign-origin", "the page's origin is not listed");
    }

    /** The embedder refused. */
    public static FeedProblem refused(CloseCode code) {
        return code == CloseCode.NOT_AUTHENTICATED
                ? new FeedProblem(401, "Unauthorized", "not-authenticated", code.reason())
                : new FeedProblem(403, "Forbidden", "forbidden", code.reason());
    }

    /** A parameter cannot be used. */
    public static FeedProblem invalid(InvalidInputException failure) {
        return new FeedProblem(400, "Bad Request", "invalid", String.valueOf(failure.getMessage()));
    }

    /** The body of the answer. */
    public String json() {
        return EventJson.writeObject(
                Map.of(
                        "type",
                        "urn:astir:problem:" + type,
                        "title",
                        title,
                        "status",
                        status,
                        "detail",
                        detail));
    }
}
