package dev.astir.app.feed;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Leaves the live feed's addresses to {@link AppFeedAuthenticator}: a browser cannot see the HTTP
 * status of a refused WebSocket, so the refusal is a close code. Stateless.
 */
@Singleton
final class LiveRule implements SecurityRule<HttpRequest<?>> {

    private static final String LIVE = "/api/live";

    @Override
    public Publisher<SecurityRuleResult> check(
            @Nullable HttpRequest<?> request, @Nullable Authentication authentication) {
        boolean live =
                request != null
                        && (request.getPath().equals(LIVE)
                                || request.getPath().equals(LIVE + "/events"));
        return Publishers.just(live ? SecurityRuleResult.ALLOWED : SecurityRuleResult.UNKNOWN);
    }

    /** Before the rule that refuses what names no role, and after the one of API tokens. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }
}
