package dev.astir.stream.feed;

import java.time.Clock;
import java.util.List;
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
     * Judges again what was granted before: whether it still is, and with which audiences and
     * rights. Asked about open connections: before each subscription (the last answer counts for a
     * second), when {@link FeedHub#accessChanged} tells of the principal, on any node, and about
     * each every 15 seconds. Connections that are refused are closed; the others live by the new
     * answer from the next message on. It must be of the same identity, principal and feed.
     *
     * <p>Should ask whoever knows, rather than a cache. If it fails it is asked again a second
     * later, for a minute; then the connection is sent away. Unless overridden, what was granted
     * stays.
     */
    default Admission recheck(FeedAccess current) {
        return Admission.granted(current);
    }

    /**
     * Judges many at once; by default one after the other. Override it where an answer costs a
     * query: with 10,000 connections it is asked about 715 of them each second.
     *
     * @param current at most 1,000, each once
     * @return as many answers, in the same order
     */
    default List<Admission> recheckAll(List<FeedAccess> current) {
        return current.stream().map(this::recheck).toList();
    }

    /**
     * An authenticator for those whose tokens say it all: the same judgement for a request, for a
     * refresh, and for as long as a connection is open, so a token that is refused one day closes
     * what it has opened. One that has come to its end is given the usual grace. A request without
     * a token is not authenticated.
     *
     * @param judge judges a token
     */
    static FeedAuthenticator ofTokens(Function<String, Admission> judge) {
        return new TokenAuthenticator(null, judge, Clock.systemUTC());
    }

    /**
     * The same, with the token also in a cookie, for browsers. The cookie should be HttpOnly.
     *
     * @param cookie the cookie's name; looked at when there is no token elsewhere
     */
    static FeedAuthenticator ofTokens(String cookie, Function<String, Admission> judge) {
        return new TokenAuthenticator(cookie, judge, Clock.systemUTC());
    }
}
