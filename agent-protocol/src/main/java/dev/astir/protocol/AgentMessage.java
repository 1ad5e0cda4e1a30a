package dev.astir.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an agent says to the server. All are immutable. */
public sealed interface AgentMessage {

    /**
     * The first message on a connection.
     *
     * @param agentId the agent, as enrolled
     * @param version the agent's version, 1 to 64 characters
     * @param os the operating system, 1 to 128 characters
     * @param deviceTime the device's clock, from which the server measures its skew
     */
    record Hello(UUID agentId, String version, String os, Instant deviceTime)
            implements AgentMessage {

        /**
         * @throws InvalidMessageException if a bound is broken
         */
        public Hello {
            Bounds.required("version", version, 64);
            Bounds.required("os", os, 128);
        }
    }

    /**
     * What the person does now, sent on each change and again after each reconnect.
     *
     * @param at since when, by the device's clock
     * @param state what the person does
     * @param app as in {@link Span}; null if unknown or withheld
     * @param site as in {@link Span}
     * @param title as in {@link Span}
     * @param media as in {@link Span}
     */
    record State(
            Instant at,
            Activity state,
            @Nullable String app,
            @Nullable String site,
            @Nullable String title,
            @Nullable String media)
            implements AgentMessage {

        /**
         * @throws InvalidMessageException if a bound is broken
         */
        public State {
            Bounds.optional("app", app, Span.MAX_NAME_LENGTH);
            Bounds.optional("site", site, Span.MAX_NAME_LENGTH);
            Bounds.optional("title", title, Span.MAX_TEXT_LENGTH);
            Bounds.optional("media", media, Span.MAX_TEXT_LENGTH);
        }
    }

    /** What a person does now. */
    enum Activity {
        /** Works at the device. An active state without an app is private, or has no window. */
        ACTIVE,
        /** No input for longer than the policy's limit. */
        IDLE,
        /** The screen is locked. */
        LOCKED,
        /** The person paused the agent. */
        PAUSED;

        /** The name on the wire. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Spans to keep; also the body of {@code POST /api/agent/batch}.
     *
     * @param batchId names the batch in its {@link ServerMessage.Ack}; 1 to 64 characters
     * @param spans at most {@value #MAX_SPANS}
     * @param unreadable filled by decoding only: elements of {@code spans} that had an id and broke
     *     the protocol elsewhere. They belong into the answer's rejections, so that one bad span
     *     holds nothing else up.
     */
    record Batch(String batchId, List<Span> spans, List<ServerMessage.Rejection> unreadable)
            implements AgentMessage {

        public static final int MAX_SPANS = 500;

        /**
         * @throws InvalidMessageException if a bound is broken
         */
        public Batch {
            Bounds.required("batchId", batchId, Span.MAX_ID_LENGTH);
            if (spans.size() + unreadable.size() > MAX_SPANS) {
                throw new InvalidMessageException(
                        "spans",
                        (spans.size() + unreadable.size()) + " spans",
                        "at most " + MAX_SPANS + " spans");
            }
            spans = List.copyOf(spans);
            unreadable = List.copyOf(unreadable);
        }

        /** A batch to send. */
        public Batch(String batchId, List<Span> spans) {
            this(batchId, spans, List.of());
        }
    }
}
