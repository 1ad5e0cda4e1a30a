package dev.astir.protocol.client;

import dev.astir.protocol.ServerMessage.Ack;
import dev.astir.protocol.ServerMessage.IdleMessage;
import dev.astir.protocol.ServerMessage.PolicyMessage;
import dev.astir.protocol.ServerMessage.Welcome;
import java.time.Duration;

/**
 * What an {@link AgentConnection} tells its owner. All methods of one connection are called one at
 * a time, on a thread of the connection; they must not block. An exception from them is logged.
 */
public interface AgentListener {

    /** The server answered hello: from now on batches can be sent. */
    default void welcomed(Welcome welcome) {}

    /** The server answered a batch. */
    default void acknowledged(Ack ack) {}

    /** The policy changed, or the person acknowledged it, while connected. */
    default void policyChanged(PolicyMessage message) {}

    /**
     * The person is back, and has not said what the idle time was; comes only to a connection that
     * {@linkplain AgentConnection.Builder#accepts accepts} it.
     */
    default void idleEnded(IdleMessage message) {}

    /**
     * The connection was lost or could not be made; what was sent and not acknowledged may or may
     * not have arrived.
     *
     * @param reason for a person to read
     * @param retryIn when the next attempt starts
     */
    default void disconnected(String reason, Duration retryIn) {}

    /**
     * The server blocked this agent. The connection is closed for good; nothing follows.
     *
     * @param reason what the server said; may be empty
     */
    default void blocked(String reason) {}
}
