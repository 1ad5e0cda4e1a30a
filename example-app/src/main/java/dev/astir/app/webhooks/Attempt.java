package dev.astir.app.webhooks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of one try. Immutable.
 *
 * @param status null where there was no answer
 * @param reason why there was none; null where there was one
 * @param retryAfter what the server said of the next; empty for nothing
 * @param answer how the answer's body begins
 */
record Attempt(
        Instant at,
        @Nullable Integer status,
        @Nullable String reason,
        long tookMs,
        String retryAfter,
        String answer) {

    private static final int GONE = 410;

    static Attempt unanswered(Instant at, String reason, long tookMs) {
        return new Attempt(at, null, reason, tookMs, "", "");
    }

    boolean hasArrived() {
        return status != null && status >= 200 && status < 300;
    }

    /** Whether the server wants to hear nothing more. */
    boolean isGone() {
        return status != null && status == GONE;
    }
}
