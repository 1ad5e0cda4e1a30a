package dev.astir.app.identity;

import io.micronaut.security.authentication.Authentication;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An authenticated person, and how long that holds. Immutable.
 *
 * @param familyId the sign-in that the token came from
 * @param tokenExpires end of the access token
 * @param familyExpires end of the sign-in, unless a refresh moves it on
 * @param cookie whether the token came as a cookie, so that the browser renews it by itself
 */
public record Identity(
        Caller caller, UUID familyId, Instant tokenExpires, Instant familyExpires, boolean cookie) {

    private static final String ATTRIBUTE = "astir.identity";

    /**
     * When a socket opened with this must end at the latest, unless it is refreshed: with a bearer
     * token the token's own end; with cookies, which a socket cannot send again, the sign-in's.
     */
    public Instant socketExpires() {
        return cookie ? familyExpires : tokenExpires;
    }

    /** The same sign-in, as it is now. */
    Identity as(TokenFamilies.Held now) {
        return new Identity(now.caller(), familyId, tokenExpires, now.expiresAt(), cookie);
    }

    /** The framework's form; its name is the person's id, so the tracker records that. */
    Authentication toAuthentication() {
        return Authentication.build(
                caller.userId().toString(), caller.role().names(), Map.of(ATTRIBUTE, this));
    }

    static Optional<Caller> callerOf(Authentication authentication) {
        return of(authentication).map(Identity::caller);
    }

    /** Whom the framework has found; empty if that was not by a token. */
    public static Optional<Identity> of(Authentication authentication) {
        return authentication.getAttributes().get(ATTRIBUTE) instanceof Identity identity
                ? Optional.of(identity)
                : Optional.empty();
    }
}
