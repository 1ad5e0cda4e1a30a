package dev.astir.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an agent says to the server. All are immutable. */
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        property = "type",
        requireTypeIdForSubtypes = OptBoolean.FALSE)
@JsonSubTypes({
    @JsonSubTypes.Type(AgentMessage.Hello.class),
    @JsonSubTypes.Type(AgentMessage.State.class),
    @JsonSubTypes.Type(AgentMessage.Batch.class)
})
public sealed interface AgentMessage {

    /**
     * The first message on a connection.
     *
     * @param agentId the agent, as enrolled
     * @param version the agent's version, 1 to 64 characters
     * @param os the operating system, 1 to 128 characters
     * @param deviceTime the device's clock, from which the server measures its skew
     * @param accepts types of messages that not every agent understands and this one does, such as
     *     {@value ServerMessage.IdleMessage#TYPE}: the server sends them to no other; null for none
     */
    @JsonTypeName("hello")
    record Hello(
            UUID agentId,
            String version,
            String os,
            Instant deviceTime,
            @Nullable List<String> accepts)
            implements AgentMessage {

        public static final int MAX_ACCEPTED_TYPES = 16;
        private static final int MAX_TYPE_LENGTH = 32;

        /** Of an agent that understands what every agent does. */
        public Hello(UUID agentId, String version, String os, Instant deviceTime) {
            this(agentId, version, os, deviceTime, null);
        }

        /**
         * @throws InvalidMessageException if a bound is broken
         */
        public Hello {
            Bounds.present("agentId", agentId, "a UUID");
            Bounds.required("version", version, 64);
            Bounds.required("os", os, 128);
            Bounds.present("deviceTime", deviceTime, "an ISO-8601 instant");
            if (accepts != null) {
                Bounds.size("accepts", accepts, MAX_ACCEPTED_TYPES);
                accepts.forEach(type -> Bounds.required("accepts", type, MAX_TYPE_LENGTH));
                accepts = List.copyOf(accepts);
            }
        }

        /** Whether the agent understands messages of this type, of those not all understand. */
        public boolean isAccepted(String type) {
            return accepts != null && accepts.contains(type);
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
    @JsonTypeName("state")
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
            Bounds.present("at", at, "an ISO-8601 instant");
            Bounds.present("state", state, "active, idle, locked, paused");
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
        @JsonValue
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
    @JsonTypeName("batch")
    record Batch(
            String batchId, List<Span> spans, @JsonIgnore List<ServerMessage.Rejection> unreadable)
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

        @JsonCreator
        static Batch received(
                // Jackson takes out a message's name; what is no text comes here, and is refused.
                @JsonProperty("type") @Nullable String type,
                @JsonProperty("batchId") String batchId,
                @JsonProperty("spans") @Nullable List<ReceivedSpan> received) {
            if (received == null) {
                throw new InvalidMessageException("spans", null, "an array of spans");
            }
            if (received.size() > MAX_SPANS) {
                throw new InvalidMessageException(
                        "spans", "more elements", "at most " + MAX_SPANS + " elements");
            }
            List<Span> spans = new ArrayList<>();
            List<ServerMessage.Rejection> unreadable = new ArrayList<>();
            for (int i = 0; i < received.size(); i++) {
                ReceivedSpan element = received.get(i);
                if (element.span() != null) {
                    spans.add(element.span());
                } else {
                    unreadable.add(element.rejection("spans[" + i + "]"));
                }
            }
            return new Batch(batchId, spans, unreadable);
        }
    }
}
