package dev.astir.app.identity;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Tells who holds an access token, as they are now. The framework asks for requests; sockets ask
 * with {@link #authenticate} or {@link #authenticateCookie}, off the event loop, because the
 * database may be asked, and {@link #recheck} while they are open. Thread-safe.
 */
@Singleton
public class Authenticator implements TokenValidator<HttpRequest<?>> {

    /** The cookie that holds an access token. */
    public static final String COOKIE = SessionCookies.ACCESS;

    private final AccessTokens accessTokens;
    private final SignIns signIns;
    private final ExecutorService blocking;

    Authenticator(
            AccessTokens accessTokens,
            SignIns signIns,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.accessTokens = accessTokens;
        this.signIns = signIns;
        this.blocking = blocking;
    }

    /** Only where somebody can be asked for: a browser sends its cookie with each image, too. */
    @Override
    public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
        if (request == null || !request.getPath().startsWith("/api/")) {
            return Publishers.empty();
        }
        // A cookie is read only when there is no such header.
        boolean cookie = !request.getHeaders().contains(HttpHeaders.AUTHORIZATION);
        return Publishers.fromCompletableFuture(() ->
                CompletableFuture.supplyAsync(
                        () -> identify(token, cookie).map(Identity::toAuthentication).orElse(null),
                        blocking));
    }

    /** The holder of a raw access token, such as one from a socket's subprotocol. */
    public Optional<Identity> authenticate(String accessToken) {
        return identify(accessToken, false);
    }

    /** The holder of the value of {@link #COOKIE}. */
    public Optional<Identity> authenticateCookie(String accessToken) {
        return identify(accessToken, true);
    }

    /**
     * The same people as they are now, never from memory; empty for those whose sign-in has ended,
     * or who may not come in any more.
     *
     * @return as many, in the same order
     */
    public List<Optional<Identity>> recheck(List<Identity> identities) {
        Map<UUID, TokenFamilies.Held> held = signIns.held(identities);
        return identities.stream()
                .map(identity ->
                        Optional.ofNullable(held.get(identity.familyId()))
                                .filter(now -> now.userId().equals(identity.caller().userId()))
                                .map(identity::as))
                .toList();
    }

    private Optional<Identity> identify(String token, boolean cookie) {
        return accessTokens
                .read(token)
                .flatMap(content ->
                        signIns.holder(
                                        content.organizationId(),
                                        content.userId(),
                                        content.familyId())
                                .filter(holder -> holder.userId().equals(content.userId()))
                                .map(holder ->
                                        new Identity(
                                                holder.caller(),
                                                content.familyId(),
                                                content.expires(),
                                                holder.expiresAt(),
                                                cookie)));
    }
}
