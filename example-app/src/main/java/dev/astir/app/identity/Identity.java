package dev.astir.app.identity;

import io.micronaut.security.authentication.Authentication;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An authenticated person, and how long that holds. Immutable.
 *
 * @param credential the sign-in that the access token came from, or the API token
 * @param tokenExpires end of the access token or the API token; null when it has none
 * @param credentialExpires end of the sign-in, unless a refresh moves it on, or of the API token
 * @param cookie whether the token came as a cookie, so that the browser renews it by itself
 * @param setupRequired whether the person may do nothing but set a second factor up
 */
public record Identity(
        Caller caller,
        Credential credential,
        @Nullable Instant tokenExpires,
        @Nullable Instant credentialExpires,
        boolean cookie,
        boolean setupRequired) {

    private static final String ATTRIBUTE = "astir.identity";

    /** Somebody who signed in. */
    static Identity signedIn(
            TokenFamilies.Holder holder, UUID familyId, Instant tokenExpires, boolean cookie) {
        return new Identity(
                holder.caller(),
                new Credential.SignIn(familyId),
                tokenExpires,
                holder.expiresAt(),
                cookie,
                holder.setupRequired());
    }

    /** Somebody whose API token acts for them. */
    static Identity byToken(TokenFamilies.Holder holder, Credential.ApiToken token) {
        return new Identity(
                holder.caller().with(token),
                token,
                holder.expiresAt(),
                holder.expiresAt(),
                false,
                holder.setupRequired());
    }

    /** The sign-in; of an API token, which belongs to none, its own id. */
    public UUID familyId() {
        return credential.id();
    }

    /**
     * When a socket opened with this must end at the latest, unless it is refreshed: with a bearer
     * token the token's own end; with cookies, which a socket cannot send again, the sign-in's.
     * Null when there is no end.
     */
    public @Nullable Instant socketExpires() {
        return cookie ? credentialExpires : tokenExpires;
    }

    /** The same credential, as it is now. */
    Identity as(TokenFamilies.Held now) {
        return new Identity(
                now.caller().with(credential),
                credential,
                tokenExpires,
                now.expiresAt(),
                cookie,
                now.setupRequired());
    }

    /** The framework's form; its name is the person's id, so the tracker records that. */
    Authentication toAuthentication() {
        return Authentication.build(
                caller.userId().toString(), caller.role().names(), Map.of(ATTRIBUTE, this));
    }

    static Optional<Caller> callerOf(Authentication authentication) {
        return of(authentication).map(Identity::caller);
    }

    /** The sign-in of a person whom the framework has let in. */
    static UUID signInOf(Authentication authentication) {
        return of(authentication).orElseThrow().familyId();
    }

    /** Whom the framework has found; empty if that was not by a token. */
    public static Optional<Identity> of(Authentication authentication) {
        return authentication.getAttributes().get(ATTRIBUTE) instanceof Identity identity
                ? Optional.of(identity)
                : Optional.empty();
    }
}
