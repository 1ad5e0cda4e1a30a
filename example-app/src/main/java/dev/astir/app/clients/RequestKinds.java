package dev.astir.app.clients;

import dev.astir.app.identity.Credential;
import dev.astir.app.identity.Identity;
import dev.astir.tracker.micronaut.ActivityResolver;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * As what a request counts: three kinds, so that of each client and day there are three rows at
 * most, and nothing tells which pages a person looked at. Stateless.
 */
@Singleton
public final class RequestKinds implements ActivityResolver {

    /** A request. */
    public static final String API = "api";

    /** A connection that stays, and each message of an agent on it. */
    public static final String SOCKET = "socket";

    /** An upload of an agent. */
    static final String BATCH = "batch";

    private static final String EVENT_STREAM = "/api/live/events";
    private static final String UPLOAD = "/api/agent/batch";

    /**
     * {@inheritDoc}
     *
     * <p>Nothing for a request by token: that is counted for the token, see {@link TokenSightings};
     * its person was seen, and did not do it themselves.
     */
    @Override
    public @Nullable String resolve(HttpRequest<?> request) {
        return token(request).isPresent() ? null : kind(request);
    }

    /** The API token that a request came by. */
    static Optional<UUID> token(HttpRequest<?> request) {
        return request.getUserPrincipal(Authentication.class)
                .flatMap(Identity::of)
                .map(Identity::credential)
                .filter(Credential.ApiToken.class::isInstance)
                .map(Credential::id);
    }

    static String kind(HttpRequest<?> request) {
        String path = request.getPath();
        if (path.equals(EVENT_STREAM)
                || "websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeaders.UPGRADE))) {
            return SOCKET;
        }
        return path.equals(UPLOAD) ? BATCH : API;
    }
}
