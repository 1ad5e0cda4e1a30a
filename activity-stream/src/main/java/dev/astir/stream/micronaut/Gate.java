package dev.astir.stream.micronaut;

import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.FeedAccess;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks where a request comes from, and asks the embedder who it is. Thread-safe. */
@Singleton
@Requires(beans = FeedAuthenticator.class)
final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final String BEARER = "Bearer ";
    private static final String BEARER_PROTOCOL = "bearer.";

    private final StreamConfiguration configuration;
    private final FeedAuthenticator authenticator;

    Gate(StreamConfiguration configuration, FeedAuthenticator authenticator) {
        this.configuration = configuration;
        this.authenticator = authenticator;
    }

    /**
     * Whether a browser sent this on behalf of a page from elsewhere. Cookies travel with such
     * requests too, so nothing else may decide before this.
     */
    boolean isForeign(HttpRequest<?> request) {
        String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        if (origin == null || configuration.getAllowedOrigins().contains(origin)) {
            return false;
        }
        String host = request.getHeaders().get(HttpHeaders.HOST);
        return host == null || !isSameHost(origin, host);
    }

    /** Asks the embedder; blocks. A failing authenticator lets nobody in. */
    Admission admit(HttpRequest<?> request) {
        try {
            return authenticator.authenticate(request, token(request));
        } catch (RuntimeException e) {
            LOG.error("the authenticator failed", e);
            return Admission.notAuthenticated();
        }
    }

    /** Asks the embedder about a fresh token; blocks. */
    Admission refresh(FeedAccess access, String token) {
        try {
            return authenticator.refresh(access, token);
        } catch (RuntimeException e) {
            LOG.error("the authenticator failed", e);
            return Admission.refused(CloseCode.NOT_AUTHENTICATED);
        }
    }

    private static @Nullable String token(HttpRequest<?> request) {
        String authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        if (authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        // The one header that a browser lets a page choose for a WebSocket.
        for (String header : request.getHeaders().getAll("Sec-WebSocket-Protocol")) {
            for (String protocol : header.split(",", -1)) {
                String name = protocol.strip();
                if (name.startsWith(BEARER_PROTOCOL)) {
                    return name.substring(BEARER_PROTOCOL.length());
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
