package dev.astir.stream.feed;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The embedder's part: who is this, and what may they read? One authenticator serves every kind of
 * server. Called on a thread that may block; must be thread-safe.
 */
public interface FeedAuthenticator {

    /**
     * Judges a request for a WebSocket or for SSE. Its Origin has been checked already.
     *
     * @param request the request, with its headers and cookies
     * @param token the bearer token of the {@code Authorization} header or of the subprotocol
     *     {@code bearer.<token>}; null if there is none, and then a cookie may hold one
     */
    Admission authenticate(FeedRequest request, @Nullable String token);

    /**
     * Judges a fresh token that came over an open WebSocket. It must belong to the same identity
     * and feed, or the socket is closed.
     */
    Admission refresh(FeedAccess current, String token);

    /**
     * An authenticator for those whose tokens say it all: the same judgement for a request and for
     * a refresh. A request without a token is not authenticated.
     *
     * @param judge judges a token
     */
    static FeedAuthenticator ofTokens(Function<String, Admission> judge) {
        return new TokenAuthenticator(null, judge);
    }

    /**
     * The same, with the token also in a cookie, for browsers. The cookie should be HttpOnly.
     *
     * @param cookie the cookie's name; looked at when there is no token elsewhere
     */
    static FeedAuthenticator ofTokens(String cookie, Function<String, Admission> judge) {
        return new TokenAuthenticator(cookie, judge);
    }
}
