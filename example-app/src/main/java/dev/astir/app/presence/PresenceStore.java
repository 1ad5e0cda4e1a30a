package dev.astir.app.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Where all nodes keep which devices are here. A device is here until its time is over: its line's
 * node lengthens it, and who crashed lengthens nothing. The store's own clock decides, so that
 * nodes with different clocks agree. Methods block, and throw a runtime exception while the store
 * is away. Implementations are thread-safe.
 */
interface PresenceStore extends AutoCloseable {

    /**
     * A device is here, with this line as its current one; it was heard from now.
     *
     * @return whether it was here before
     */
    boolean report(DeviceConnection line, DeviceState state, Duration timeToLive);

    /**
     * Brings back a device that the store has lost, as when it began with nothing; a device that is
     * here, by whatever line, stays as it is.
     *
     * @param silence how long ago the device was heard from
     * @return whether it was not here
     */
    boolean restore(
            DeviceConnection line, DeviceState state, Duration silence, Duration timeToLive);

    /** The line ended: its device is here for this long, unless another line is the current one. */
    void leave(DeviceConnection line, Duration silence, Duration grace);

    /**
     * Takes a device out at once, whatever line is current.
     *
     * @return when it was heard from last, if it was here
     */
    Optional<Instant> remove(UUID organizationId, UUID agentId);

    /**
     * The devices of these lines are here for this long from now, those whose current line is
     * another one excepted.
     *
     * @return the lines whose devices are not here
     */
    Set<UUID> refresh(Collection<Sign> signs, Duration timeToLive);

    /** Takes out devices whose time is over; each is told to one node alone. */
    List<Gone> expire();

    /** All devices of the organization that are here. */
    List<DevicePresence> devices(UUID organizationId);

    /** The devices of these people that are here. */
    List<DevicePresence> devices(UUID organizationId, Set<UUID> userIds);

    @Override
    default void close() {}

    /**
     * A sign of life of a line.
     *
     * @param silence how long ago its device was heard from
     */
    record Sign(DeviceConnection line, Duration silence) {}

    /**
     * A device that is here no more.
     *
     * @param lastSeen when it was heard from last
     */
    record Gone(UUID organizationId, UUID userId, Instant lastSeen) {}
}
