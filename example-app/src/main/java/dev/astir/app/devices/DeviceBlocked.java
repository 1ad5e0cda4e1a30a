package dev.astir.app.devices;

import java.util.UUID;

/**
 * Published in the transaction that blocks or removes a device; whoever holds a line of its agent
 * open ends it once that is committed. Immutable.
 */
public record DeviceBlocked(UUID organizationId, UUID deviceId) {}
