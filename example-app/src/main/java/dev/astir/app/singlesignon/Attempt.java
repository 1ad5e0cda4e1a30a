package dev.astir.app.singlesignon;

import java.time.Instant;
import java.util.UUID;

/**
 * A sign-in that a browser has begun and that its provider has not answered yet; the browser keeps
 * it, sealed. Immutable.
 *
 * @param state what the provider must give back
 * @param nonce what the provider must put into its token
 * @param verifier of which the provider got a hash (PKCE), so that nobody else can use its code
 * @param returnTo the page to show in the end
 * @param lured whether another site led here, so that the person may not know it
 */
record Attempt(
        UUID organizationId,
        UUID providerId,
        String state,
        String nonce,
        String verifier,
        String returnTo,
        boolean lured,
        Instant expiresAt) {

    @Override
    public String toString() {
        return "Attempt[providerId=" + providerId + "]";
    }
}
