package dev.astir.tracker;

import java.time.Instant;
import java.util.Objects;

/**
 * One client, and the latest moment at which it was seen. Immutable, so safe for use by several
 * threads.
 *
 * @param clientId the client's id, never empty
 * @param lastSeen when the client was seen, not when this was written
 */
public record Sighting(String clientId, Instant lastSeen) {

    /**
     * Makes a sighting.
     *
     * @throws NullPointerException if an argument is null
     */
    public Sighting {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(lastSeen, "lastSeen");
    }
}
