package dev.astir.app.agents;

import java.util.UUID;

/**
 * Who speaks, when an agent shows its key.
 *
 * <p>Immutable.
 *
 * @param skewMillis the server's clock minus the device's, as measured at the last greeting
 */
record Device(UUID id, UUID organizationId, UUID userId, AgentStatus status, long skewMillis) {

    boolean isActive() {
        return status == AgentStatus.ACTIVE;
    }
}
