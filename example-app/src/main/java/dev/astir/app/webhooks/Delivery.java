package dev.astir.app.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to a webhook, as whose webhook it is sees it. Immutable.
 *
 * @param messageId what it is called in the header {@code webhook-id}, the same in each try
 * @param type of the event, or {@code test}
 * @param eventId null for a test
 * @param outcome {@code waiting}, {@code delivered}, or {@code dead} when it was given up
 * @param nextTryAt null when it has ended, or its webhook is paused
 * @param tries what came of it each time, the first one first
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record Delivery(
        UUID id,
        String messageId,
        String type,
        @Nullable UUID eventId,
        String outcome,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable Instant nextTryAt,
        List<Try> tries) {

    static final String WAITING = "waiting";
    static final String DELIVERED = "delivered";
    static final String DEAD = "dead";

    /** Which there are, as a pattern. */
    static final String OUTCOMES = "waiting|delivered|dead";

    static final String ALLOWED_OUTCOMES = "must be waiting, delivered or dead";

    Delivery {
        tries = List.copyOf(tries);
    }

    /**
     * One try.
     *
     * @param number the first is 1
     * @param status null where there was no answer
     * @param reason why there was none, as the end of a sentence about the server; null where there
     *     was one
     * @param tookMs how long it took, in milliseconds
     * @param answer how the answer's body begins, at most 1 KB of it
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Try(
            int number,
            Instant at,
            @Nullable Integer status,
            @Nullable String reason,
            long tookMs,
            String answer) {}

    /**
     * A delivery with what was sent.
     *
     * @param body without the headers: those are made for each try
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Whole(@JsonUnwrapped Delivery delivery, String body) {}

    /** By an id without anything that the specification gives a meaning. */
    static String messageId(UUID id) {
        return "msg_" + id.toString().replace("-", "");
    }
}
