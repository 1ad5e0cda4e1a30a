package dev.astir.stream.feed;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every endpoint asks before it serves a reader: where the request comes from, and, of the
 * embedder, who it is. Thread-safe.
 */
public final class FeedGate {
    private static final Logger LOG = LoggerFactory.getLogger(FeedGate.class);
    private static final String BEARER = "Bearer ";

    private final FeedHub hub;
    private final FeedAuthenticator authenticator;
    private final Set<String> allowedOrigins;

    private FeedGate(FeedHub hub, FeedAuthenticator authenticator, Set<String> allowedOrigins) {
        this.hub = hub;
        this.authenticator = authenticator;
        this.allowedOrigins = allowedOrigins;
    }

    /**
     * A gate.
     *
     * @param hub where those who are let in connect
     * @param allowedOrigins other origins whose pages may connect, exactly as a browser writes
     *     them, such as {@code https://intranet.example}
     */
    public static FeedGate of(
            FeedHub hub, FeedAuthenticator authenticator, Collection<String> allowedOrigins) {
        return new FeedGate(
                Objects.requireNonNull(hub, "hub"),
                Objects.requireNonNull(authenticator, "authenticator"),
                Set.copyOf(allowedOrigins));
    }

    /**
     * Whether a browser sent this on behalf of a page from elsewhere. Cookies travel with such
     * requests too, so nothing else may decide before this.
     */
    public boolean isForeign(FeedRequest request) {
        String origin = request.header("Origin");
        if (origin == null || allowedOrigins.contains(origin)) {
            return false;
        }
        String host = request.header("Host");
        return host == null || !isSameHost(origin, host);
    }

    /** Whether the page that asks is of another origin that is listed. */
    public boolean isListed(FeedRequest request) {
        String origin = request.header("Origin");
        return origin != null && allowedOrigins.contains(origin);
    }

    /**
     * Asks the embedder; blocks as long as that takes. A failing authenticator lets nobody in, and
     * says nothing about anybody: who asked may come again, with the same credentials. Who is let
     * in {@linkplain FeedHub#connect(Admission.Granted, FeedSink) connects} with what this returns.
     */
    public Admission admit(FeedRequest request) {
        Question question = hub.checks().question();
        try {
            Admission found = authenticator.authenticate(request, token(request));
            return found instanceof Admission.Granted granted
                    ? granted.by(authenticator, question)
                    : found;
        } catch (RuntimeException e) {
            LOG.error("the authenticator failed", e);
            return Admission.refused(CloseCode.GOING_AWAY);
        }
    }

    /** Asks the embedder about a fresh token, and hands the answer to the session; blocks. */
    public void refresh(FeedSession session, String token) {
        Question question = hub.checks().question();
        Admission admission = refresh(session.access(), token);
        if (admission instanceof Admission.Granted granted) {
            session.renew(granted.access(), question);
        } else if (admission instanceof Admission.Refused refused) {
            session.close(refused.code());
        }
    }

    /**
     * The same, elsewhere, and for one token of a reader after the other. What a session sends
     * before it was its turn counts no more. Does not block.
     *
     * @param blocking runs what blocks
     */
    public void refresh(FeedSession session, String token, Executor blocking) {
        ReaderShares.Share share = session.subscriptions().share();
        if (share != null) {
            share.tokens().offer(session, token, blocking, this::refresh);
        }
    }

    private Admission refresh(FeedAccess access, String token) {
        try {
            return authenticator.refresh(access, token);
        } catch (RuntimeException e) {
            LOG.error("the authenticator failed", e);
            return Admission.refused(CloseCode.GOING_AWAY);
        }
    }

    private static @Nullable String token(FeedRequest request) {
        String authorization = request.header("Authorization");
        if (authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        // The one header that a browser lets a page choose for a WebSocket.
        for (String header : request.headers("Sec-WebSocket-Protocol")) {
            for (String protocol : header.split(",", -1)) {
                String name = protocol.strip();
                if (name.startsWith(FeedProtocol.BEARER_SUBPROTOCOL)) {
                    return name.substring(FeedProtocol.BEARER_SUBPROTOCOL.length());
                }
            }
        }
        return null;
    }

    private static boolean isSameHost(String origin, String host) {
        try {
            URI uri = new URI(origin);
            if (uri.getHost() == null) {
                return false;
            }
            String standard = "https".equals(uri.getScheme()) ? ":443" : ":80";
            String from = uri.getHost() + (uri.getPort() < 0 ? standard : ":" + uri.getPort());
            String to = host.matches(".*:[0-9]+") ? host : host + standard;
            return from.toLowerCase(Locale.ROOT).equals(to.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
