package dev.astir.tracker.postgres;

import java.time.Instant;

/**
 * Is told by an {@link InactivityWatch} who went silent and who came back. Each method does nothing
 * unless overridden.
 *
 * <p>Called while the watch holds a connection and an open transaction, so a report should take
 * milliseconds: hand slow work to another thread, and do not wait for a connection of the same
 * small pool. When a report throws, it and those of its kind that would follow are left for the
 * next tick.
 *
 * <p>Called by one thread at a time.
 */
public interface InactivityListener {

    /**
     * A client was not seen for the watch's time.
     *
     * @param clientId the client
     * @param lastSeen when it was seen for the last time
     */
    default void onSilent(String clientId, Instant lastSeen) throws Exception {}

    /**
     * A client that was reported as silent was seen again.
     *
     * @param clientId the client
     * @param silentSince the last-seen time that was reported
     * @param lastSeen when it was seen for the last time now, perhaps a while after it came back
     */
    default void onReturn(String clientId, Instant silentSince, Instant lastSeen)
            throws Exception {}
}
