package dev.astir.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the server says to an agent. All are immutable. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(ServerMessage.Welcome.class),
    @JsonSubTypes.Type(ServerMessage.Ack.class),
    @JsonSubTypes.Type(ServerMessage.PolicyMessage.class),
    @JsonSubTypes.Type(ServerMessage.IdleMessage.class)
})
public sealed interface ServerMessage {

    /**
     * The answer to {@link AgentMessage.Hello}.
     *
     * @param serverTime the server's clock
     * @param policy the policy in force
     * @param acknowledged whether the device's person has acknowledged this version of it
     */
    @JsonTypeName("welcome")
    record Welcome(Instant serverTime, Policy policy, boolean acknowledged)
            implements ServerMessage {

        /**
         * @throws InvalidMessageException if a part is missing
         */
        public Welcome {
            Bounds.present("serverTime", serverTime, "an ISO-8601 instant");
            Bounds.present("policy", policy, "an object");
        }
    }

    /**
     * The answer to {@link AgentMessage.Batch}; also the answer of {@code POST /api/agent/batch}.
     * Each id of the batch is in one of the lists.
     *
     * @param batchId the batch
     * @param accepted ids that are now kept
     * @param duplicates ids that were kept before
     * @param rejected ids that will never be kept, with the reason
     */
    @JsonTypeName("ack")
    record Ack(
            String batchId,
            List<String> accepted,
            List<String> duplicates,
            List<Rejection> rejected)
            implements ServerMessage {

        /**
         * @throws InvalidMessageException if a bound is broken
         */
        public Ack {
            Bounds.required("batchId", batchId, Span.MAX_ID_LENGTH);
            Bounds.size("accepted", accepted, AgentMessage.Batch.MAX_SPANS);
            Bounds.size("duplicates", duplicates, AgentMessage.Batch.MAX_SPANS);
            Bounds.size("rejected", rejected, AgentMessage.Batch.MAX_SPANS);
            accepted = List.copyOf(accepted);
            duplicates = List.copyOf(duplicates);
            rejected = List.copyOf(rejected);
        }
    }

    /**
     * A span that will never be kept.
     *
     * @param id the span's id
     * @param problem why, for a person to read
     */
    record Rejection(String id, String problem) {

        /**
         * @throws InvalidMessageException if a part is missing
         */
        public Rejection {
            Bounds.present("id", id, "a string");
            Bounds.present("problem", problem, "a string");
        }
    }

    /**
     * The policy changed, or was acknowledged, while the agent was connected.
     *
     * @param policy the policy now in force
     * @param acknowledged whether the device's person has acknowledged this version of it
     */
    @JsonTypeName("policy")
    record PolicyMessage(Policy policy, boolean acknowledged) implements ServerMessage {

        /**
         * @throws InvalidMessageException if a part is missing
         */
        public PolicyMessage {
            Bounds.present("policy", policy, "an object");
        }
    }

    /**
     * The person is back, and nobody knows yet what the time was in which nobody typed: told once,
     * to agents that accept it (see {@link AgentMessage.Hello#accepts}). The same is in the answer
     * of {@code GET /api/agent/idle} until somebody decides.
     *
     * @param sessionId the person's work session that it is in
     * @param from its first instant, by the server's clock
     * @param to the first instant after it
     * @param seconds how long it lasted
     * @param projectId what the session is for; null for nothing in particular
     * @param timeZone the person's, by its IANA name
     */
    @JsonTypeName(IdleMessage.TYPE)
    record IdleMessage(
            UUID sessionId,
            Instant from,
            Instant to,
            long seconds,
            @Nullable UUID projectId,
            String timeZone)
            implements ServerMessage {

        /** Its name on the wire, as an agent says that it accepts it. */
        public static final String TYPE = "idle";

        /**
         * @throws InvalidMessageException if a part is missing or a bound is broken
         */
        public IdleMessage {
            Idle.Stretch.check(sessionId, from, to, seconds);
            Idle.checkZone(timeZone);
        }

        /** A message about a stretch. */
        public static IdleMessage of(Idle.Stretch stretch, String timeZone) {
            return new IdleMessage(
                    stretch.sessionId(),
                    stretch.from(),
                    stretch.to(),
                    stretch.seconds(),
                    stretch.projectId(),
                    timeZone);
        }
    }
}
