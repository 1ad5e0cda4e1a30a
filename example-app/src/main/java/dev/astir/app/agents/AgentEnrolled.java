package dev.astir.app.agents;

import java.util.UUID;

/**
 * Published as an application event after a device's enrolment is committed.
 *
 * <p>Immutable.
 */
public record AgentEnrolled(
        UUID organizationId, UUID agentId, UUID userId, String userName, String hostname) {}
