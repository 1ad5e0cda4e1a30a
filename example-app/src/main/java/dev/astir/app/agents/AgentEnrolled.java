package dev.astir.app.agents;

import java.util.UUID;

/**
 * Published as an application event inside the transaction that enrols a device, for what must
 * happen if, and only if, that is committed. Listeners run on its thread and may write with its
 * connection; what they throw rolls it back.
 *
 * <p>Immutable.
 */
public record AgentEnrolled(
        UUID organizationId, UUID agentId, UUID userId, String userName, String hostname) {}
