package dev.astir.tracker.postgres;

import java.time.Instant;
import java.util.Objects;

/**
 * A client that is stored. Immutable, so safe for use by several threads.
 *
 * @param clientId the client's id
 * @param lastSeen when it was seen for the last time
 * @param createdAt when it was seen for the first time, since it was last deleted if ever; the same
 *     as lastSeen where a row made by hand does not say
 */
public record ClientActivity(String clientId, Instant lastSeen, Instant createdAt) {

    /**
     * Makes one.
     *
     * @throws NullPointerException if an argument is null
     */
    public ClientActivity {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(lastSeen, "lastSeen");
        Objects.requireNonNull(createdAt, "createdAt");
    }
}
