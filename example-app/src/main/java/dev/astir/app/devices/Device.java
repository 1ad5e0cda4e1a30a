package dev.astir.app.devices;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * Who speaks, when an agent shows its key.
 *
 * <p>Immutable.
 *
 * @param skewMillis the server's clock minus the device's, as measured at the last greeting
 */
@MappedEntity("agents")
public record Device(
        @Id UUID id, UUID organizationId, UUID userId, AgentStatus status, long skewMillis) {

    /** Whether it may report. */
    public boolean isActive() {
        return status == AgentStatus.ACTIVE;
    }

    /** The same device with another measurement of its clock. */
    public Device withSkew(long millis) {
        return new Device(id, organizationId, userId, status, millis);
    }

    /** A time of the device's clock, by the server's. */
    public Instant corrected(Instant deviceTime) {
        return deviceTime.plusMillis(skewMillis);
    }
}
