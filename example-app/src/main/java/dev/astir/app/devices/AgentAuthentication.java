package dev.astir.app.devices;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Lets agents in by the key in {@code Authorization: Bearer}. Their only role is {@link #ROLE};
 * their name is the agent's id. Blocked ones come in as well, so that they can be told.
 * Thread-safe.
 */
@Singleton
public class AgentAuthentication implements TokenValidator<HttpRequest<?>> {

    /** Name for {@code @Secured}: an enrolled device. */
    public static final String ROLE = "agent";

    /** Everywhere else a key is no credential at all. */
    private static final String PATHS = "/api/agent/";

    private static final String DEVICE = "astir.device";

    private final DeviceKeys keys;

    AgentAuthentication(DeviceKeys keys) {
        this.keys = keys;
    }

    @Override
    public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
        if (request == null
                || !request.getPath().startsWith(PATHS)
                || !request.getHeaders().contains(HttpHeaders.AUTHORIZATION)
                || !token.startsWith(Devices.KEY_PREFIX)) {
            return Publishers.empty();
        }
        return Publishers.fromCompletableFuture(() ->
                keys.find(token)
                        .thenApply(device -> device.map(AgentAuthentication::of).orElse(null)));
    }

    private static Authentication of(Device device) {
        return Authentication.build(device.id().toString(), List.of(ROLE), Map.of(DEVICE, device));
    }

    /** The device that made an authenticated request. */
    public static Device device(HttpRequest<?> request) {
        return request.getUserPrincipal(Authentication.class)
                .map(authentication -> authentication.getAttributes().get(DEVICE))
                .flatMap(value ->
                        value instanceof Device device ? Optional.of(device) : Optional.empty())
                .orElseThrow(() -> new IllegalStateException("only for " + ROLE));
    }
}
