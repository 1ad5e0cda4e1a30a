package dev.astir.agent;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The agent's settings, complete and checked. Immutable.
 *
 * @param enrolment where to send to, if this device is enrolled
 * @param batchInterval how often spans are sent, and how long a span can be; 1 second to 1 hour
 * @param journalBytes the journal's size bound
 * @param neverCapture the person's additions to the policy's list
 * @param titlesAllowed whether titles may be captured where the policy says so
 */
record Settings(
        Optional<Enrolment> enrolment,
        Duration batchInterval,
        long journalBytes,
        List<String> neverCapture,
        boolean titlesAllowed) {

    /** Where the person reads the policy and agrees to it, as the end of a clause. */
    String policyPage() {
        return enrolment
                .map(to -> " at " + to.server().toString().replaceFirst("/+$", "") + "/policy")
                .orElse(", in the browser");
    }

    /**
     * What enrolment brought.
     *
     * @param server the server's base address
     * @param agentId the agent
     * @param agentKey its key, which does not show in {@code toString()}
     */
    record Enrolment(URI server, UUID agentId, String agentKey) {

        @Override
        public String toString() {
            return "Enrolment[server=%s, agentId=%s, agentKey=…]".formatted(server, agentId);
        }
    }
}
