package dev.astir.app.presence;

import java.util.UUID;

/**
 * One open line of one device.
 *
 * <p>Immutable.
 *
 * @param connectionId another one for each line, so that the end of an old line does not end a new
 *     one
 */
public record DeviceConnection(UUID organizationId, UUID userId, UUID agentId, UUID connectionId) {}
