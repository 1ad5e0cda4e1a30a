package dev.astir.stream;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Where a page begins: after an event of the page before, or at a time. */
public sealed interface PageCursor {

    /** Only events that are older, in the feed's order, than the one at this position. */
    record Before(StreamPosition position) implements PageCursor {}

    /** Only events that happened before this time. */
    record BeforeTime(Instant time) implements PageCursor {
        public BeforeTime {
            Rules.time("before", time);
        }
    }

    /**
     * Reads a cursor from a query string: {@link EventPage#next()} of the page before, or an ISO
     * time.
     *
     * @throws InvalidInputException if it is neither
     */
    static PageCursor parse(String text) {
        // A position never contains a colon, a time with a zone always does.
        if (text.indexOf(':') < 0) {
            try {
                return new Before(StreamPosition.parse(text));
            } catch (InvalidInputException e) {
                throw refused(text);
            }
        }
        try {
            return new BeforeTime(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw refused(text);
        }
    }

    private static InvalidInputException refused(String text) {
        return new InvalidInputException(
                "before",
                text,
                "the cursor \"next\" of a page, or a time such as 2026-01-31T09:30:00Z");
    }
}
