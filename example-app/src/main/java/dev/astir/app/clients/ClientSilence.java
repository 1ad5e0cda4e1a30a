package dev.astir.app.clients;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A watched client of the API went silent, or is silent no more: it was seen again, or nobody waits
 * for it any longer (it ended, or is not watched). Published once each, whatever the number of
 * nodes, in the transaction of the organization that remembers it: a listener that throws rolls it
 * back, and it is published again a minute later. Immutable.
 *
 * @param kind {@code token} or {@code integration}
 * @param name what it is called; of one that is gone, what it was called
 * @param ownerId whose it is; null for what is nobody's
 * @param lastSeen when it was seen last
 * @param silentAfterSeconds after so long without a sign it is called silent
 */
public record ClientSilence(
        UUID organizationId,
        UUID clientId,
        String kind,
        String name,
        @Nullable UUID ownerId,
        Instant lastSeen,
        int silentAfterSeconds,
        boolean isSilent) {}
