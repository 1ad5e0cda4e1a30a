package dev.astir.app.presence;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Where it is kept which devices are connected, for all nodes. Entries that are not refreshed
 * expire, by the store's own clock. Implementations are thread-safe.
 */
interface PresenceStore {

    /** Whose devices may have changed. */
    record Owner(UUID organizationId, UUID userId) {}

    /** Puts the device's state, and makes this line the device's current one. */
    void put(DeviceConnection connection, DeviceState state, Duration timeToLive);

    /**
     * The line ended: the device stays for a grace and then expires. Does nothing if another line
     * of the device is the current one.
     */
    void leave(DeviceConnection connection, Duration grace);

    /** Takes the device out at once, whatever line is current. */
    void remove(UUID organizationId, UUID agentId);

    /** These lines are still open: their devices stay for as long as this from now. */
    void refresh(Collection<UUID> connectionIds, Duration timeToLive);

    /** Takes out what expired. Each owner is told to one node only. */
    List<Owner> expire();

    /** The devices of everybody in the organization that have not expired. */
    List<DevicePresence> devices(UUID organizationId);

    /** The devices of one person that have not expired. */
    List<DevicePresence> devices(UUID organizationId, UUID userId);
}
