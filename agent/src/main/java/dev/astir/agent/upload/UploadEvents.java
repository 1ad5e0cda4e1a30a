package dev.astir.agent.upload;

import dev.astir.protocol.Policy;
import dev.astir.protocol.ServerMessage.IdleMessage;

/**
 * What the uploader tells the agent. Called on the connection's thread, one at a time; must not
 * block.
 */
public interface UploadEvents {

    /**
     * The server named the policy in force.
     *
     * @param acknowledged whether the person acknowledged this version
     */
    void policy(Policy policy, boolean acknowledged);

    /** The person is back, and has not said what the time was in which nobody typed. */
    void idleEnded(IdleMessage message);

    /** The connection came or went; for a person to read. */
    void connection(String text);

    /** The server blocked this device: nothing more may be captured. */
    void blocked(String reason);
}
