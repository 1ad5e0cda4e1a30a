package dev.astir.app.singlesignon;

import java.time.Instant;
import java.util.UUID;

/**
 * A sign-in that a provider has vouched for, and that waits for the person's own yes; the browser
 * keeps it, sealed. Immutable.
 *
 * @param issuer who vouched for the person
 * @param passwordChangedAt of the account when it was vouched for: a reset since then ends it
 * @param state of the {@link Attempt}, which no other has
 * @param returnTo the page to show in the end
 */
record Unconfirmed(
        UUID organizationId,
        UUID providerId,
        String issuer,
        UUID userId,
        Instant passwordChangedAt,
        String state,
        String returnTo,
        Instant expiresAt) {

    @Override
    public String toString() {
        return "Unconfirmed[providerId=%s, userId=%s]".formatted(providerId, userId);
    }
}
