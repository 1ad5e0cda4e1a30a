package dev.astir.app.devices;

import java.util.UUID;

/**
 * Published in the transaction that blocks, unblocks or removes a device; whoever holds a line of
 * its agent open ends it once that is committed, unless the device may report. Immutable.
 */
public record DeviceChanged(UUID organizationId, UUID deviceId, AgentStatus status) {

    /** Whether it may report from now on. */
    public boolean isActive() {
        return status == AgentStatus.ACTIVE;
    }
}
