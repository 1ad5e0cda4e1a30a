package dev.astir.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which one thing was on the screen, or nothing was done.
 *
 * <p>Immutable.
 *
 * @param id unique for its agent; 1 to {@value #MAX_ID_LENGTH} characters. The same id always means
 *     the same span, so that a resend is harmless.
 * @param start first instant, by the device's clock
 * @param end first instant after it; not before {@code start}
 * @param kind what the person did
 * @param app the application, at most {@value #MAX_NAME_LENGTH} characters; null if unknown or
 *     withheld
 * @param site the web site's host name, at most {@value #MAX_NAME_LENGTH} characters
 * @param title the window's title, at most {@value #MAX_TEXT_LENGTH} characters; only with consent
 * @param media what played, at most {@value #MAX_TEXT_LENGTH} characters; only with consent
 */
public record Span(
        String id,
        Instant start,
        Instant end,
        Kind kind,
        @Nullable String app,
        @Nullable String site,
        @Nullable String title,
        @Nullable String media) {

    public static final int MAX_ID_LENGTH = 64;
    public static final int MAX_NAME_LENGTH = 256;
    public static final int MAX_TEXT_LENGTH = 1024;

    /** What the person did in a span. */
    public enum Kind {
        /** Somebody worked at the device. */
        ACTIVE,
        /** No input for longer than the policy's limit. */
        IDLE,
        /** Somebody worked with something that is never captured: the time counts, no more. */
        PRIVATE;

        /** The name on the wire. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @throws InvalidMessageException if a bound is broken, or {@code end} is before {@code start}
     */
    public Span {
        Bounds.required("id", id, MAX_ID_LENGTH);
        Bounds.present("start", start, "an ISO-8601 instant");
        Bounds.present("end", end, "an ISO-8601 instant");
        Bounds.present("kind", kind, "active, idle, private");
        Bounds.optional("app", app, MAX_NAME_LENGTH);
        Bounds.optional("site", site, MAX_NAME_LENGTH);
        Bounds.optional("title", title, MAX_TEXT_LENGTH);
        Bounds.optional("media", media, MAX_TEXT_LENGTH);
        if (end.isBefore(start)) {
            throw new InvalidMessageException(
                    "end", end.toString(), "an instant not before start, " + start);
        }
    }
}
