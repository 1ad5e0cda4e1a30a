package dev.astir.app.identity;

import dev.astir.app.web.ProblemException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells who makes a request. Sockets use it too: judge the handshake with {@link
 * #authenticate(String)} or {@link #authenticateCookie}, judge again with {@link #recheck}, and
 * listen for {@link AccessEnded}. Every method may ask the database, so do not call it on an event
 * loop. Safe for use by several threads.
 */
@Singleton
public class Authenticator {

    /** The cookie that holds an access token. */
    public static final String COOKIE = SessionCookies.ACCESS;

    private static final String BEARER = "Bearer ";

    private final AccessTokens accessTokens;
    private final SignIns signIns;
    private final SessionCookies cookies;

    Authenticator(AccessTokens accessTokens, SignIns signIns, SessionCookies cookies) {
        this.accessTokens = accessTokens;
        this.signIns = signIns;
        this.cookies = cookies;
    }

    /**
     * By the {@code Authorization} header or, when there is none, by the cookie.
     *
     * @return empty when nothing is presented, or what is presented is not (any more) good for
     *     anybody
     * @throws ProblemException (403) when a changing request comes with a cookie, but without its
     *     CSRF token
     */
    public Optional<Identity> authenticate(HttpRequest<?> request) {
        String header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    ? authenticate(header.substring(BEARER.length()).strip())
                    : Optional.empty();
        }
        Optional<Identity> identity =
                cookies.access(request).flatMap(token -> identify(token, true));
        identity.ifPresent(found -> cookies.requireCsrfToken(request, found.familyId()));
        return identity;
    }

    /** By a raw access token, such as one from a socket's subprotocol. */
    public Optional<Identity> authenticate(String accessToken) {
        return identify(accessToken, false);
    }

    /** By the value of {@link #COOKIE}, for requests that change nothing. */
    public Optional<Identity> authenticateCookie(String accessToken) {
        return identify(accessToken, true);
    }

    /**
     * The same person as they are now: with a changed role or name, or empty when their sign-in
     * ended or they were suspended.
     */
    public Optional<Identity> recheck(Identity identity) {
        return signIns.holder(identity.caller().organizationId(), identity.familyId())
                .map(holder ->
                        identity(
                                holder,
                                identity.familyId(),
                                identity.tokenExpires(),
                                identity.cookie()));
    }

    private Optional<Identity> identify(String token, boolean cookie) {
        return accessTokens
                .verify(token)
                .flatMap(claims ->
                        signIns.holder(claims.organizationId(), claims.familyId())
                                .filter(holder -> holder.userId().equals(claims.userId()))
                                .map(holder ->
                                        identity(
                                                holder,
                                                claims.familyId(),
                                                claims.expires(),
                                                cookie)));
    }

    private static Identity identity(
            TokenFamilies.Holder holder, UUID familyId, Instant tokenExpires, boolean cookie) {
        return new Identity(
                new Caller(holder.userId(), holder.organizationId(), holder.role(), holder.name()),
                familyId,
                tokenExpires,
                holder.expiresAt(),
                cookie);
    }
}
