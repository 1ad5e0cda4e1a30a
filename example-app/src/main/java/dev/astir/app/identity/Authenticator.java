package dev.astir.app.identity;

import dev.astir.tracker.ActivityTracker;
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
 * Tells who holds an access token or an API token, as they are now. The framework asks for
 * requests; sockets ask with {@link #authenticate} or {@link #authenticateCookie}, off the event
 * loop, because the database may be asked, and {@link #recheck} while they are open. Thread-safe.
 */
@Singleton
public class Authenticator implements TokenValidator<HttpRequest<?>> {

    /** The cookie that holds an access token. */
    public static final String COOKIE = SessionCookies.ACCESS;

    private final AccessTokens accessTokens;
    private final SignIns signIns;
    private final ApiTokenKeys apiTokens;
    private final ApiTokenUses uses;
    private final ActivityTracker tracker;
    private final ExecutorService blocking;

    Authenticator(
            AccessTokens accessTokens,
            SignIns signIns,
            ApiTokenKeys apiTokens,
            ApiTokenUses uses,
            ActivityTracker tracker,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.accessTokens = accessTokens;
        this.signIns = signIns;
        this.apiTokens = apiTokens;
        this.uses = uses;
        this.tracker = tracker;
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

    /** The holder of a raw access or API token, such as one from a socket's subprotocol. */
    public Optional<Identity> authenticate(String accessToken) {
        return identify(accessToken, false);
    }

    /** The holder of the value of {@link #COOKIE}. */
    public Optional<Identity> authenticateCookie(String accessToken) {
        return identify(accessToken, true);
    }

    /**
     * The same people as they are now, never from memory; empty for those whose credential has
     * ended, or who may not come in any more.
     *
     * @return as many, in the same order
     */
    public List<Optional<Identity>> recheck(List<Identity> identities) {
        Map<UUID, TokenFamilies.Held> held = signIns.held(identities);
        return identities.stream()
                .map(identity ->
                        Optional.ofNullable(held.get(identity.credential().id()))
                                .filter(now -> now.userId().equals(identity.caller().userId()))
                                .map(identity::as)
                                .map(this::noted))
                .toList();
    }

    private Optional<Identity> identify(String token, boolean cookie) {
        if (!ApiTokenKeys.isOne(token)) {
            return accessTokens.read(token).flatMap(content -> signedIn(content, cookie));
        }
        // No page of ours makes a cookie of one; who does has no protection against other sites.
        return cookie ? Optional.empty() : apiTokens.find(token).flatMap(this::byToken);
    }

    private Optional<Identity> signedIn(AccessTokens.Content content, boolean cookie) {
        UUID familyId = content.familyId();
        return holder(content.organizationId(), content.userId(), new Credential.SignIn(familyId))
                .map(holder -> Identity.signedIn(holder, familyId, content.expires(), cookie));
    }

    private Optional<Identity> byToken(ApiTokenKeys.Owned owned) {
        return holder(owned.organizationId(), owned.userId(), owned.token())
                .map(holder -> Identity.byToken(holder, owned.token()))
                .map(this::noted);
    }

    private Optional<TokenFamilies.Holder> holder(
            UUID organizationId, UUID userId, Credential credential) {
        return signIns.holder(organizationId, userId, credential)
                .filter(holder -> holder.userId().equals(userId));
    }

    /** A socket that stays open goes on to use its token. */
    private Identity noted(Identity identity) {
        if (identity.credential() instanceof Credential.ApiToken token) {
            uses.used(identity.caller().organizationId(), token.id());
            var unused = tracker.record(token.id().toString());
        }
        return identity;
    }
}
