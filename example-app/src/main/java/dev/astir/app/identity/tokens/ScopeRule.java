package dev.astir.app.identity.tokens;

import dev.astir.app.identity.Credential;
import dev.astir.app.identity.Identity;
import dev.astir.app.identity.InPerson;
import dev.astir.app.identity.NeedsScope;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.RouteAccess;
import dev.astir.app.identity.Scope;
import dev.astir.app.web.ProblemException;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * What an API token may be used for, told of each route by its method and its role, so that a new
 * route is covered as it is written. What the person's role allows is decided after this, by the
 * rules for everybody. Stateless.
 */
@Singleton
final class ScopeRule implements SecurityRule<HttpRequest<?>> {

    private static final Set<HttpMethod> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private static final String ACCOUNT = "/api/auth/";
    private static final String WHO_AM_I = "/api/auth/me";

    /** One's own password, second factor, sign-ins and profile. */
    private static final String OWN = "/api/me";

    @Override
    public Publisher<SecurityRuleResult> check(
            @Nullable HttpRequest<?> request, @Nullable Authentication authentication) {
        Optional<ProblemException> refusal =
                request == null || authentication == null
                        ? Optional.empty()
                        : Identity.of(authentication)
                                .map(Identity::credential)
                                .filter(Credential.ApiToken.class::isInstance)
                                .flatMap(token -> refusal(request, token));
        return refusal.isPresent()
                ? Publishers.just(refusal.get())
                : Publishers.just(SecurityRuleResult.UNKNOWN);
    }

    private static Optional<ProblemException> refusal(HttpRequest<?> request, Credential token) {
        AnnotationMetadata route = RouteAccess.route(request).orElse(null);
        if (isInPerson(request, route)) {
            return Optional.of(
                    ProblemException.forbidden(
                            "sign-in-needed",
                            "No API token may do this, whatever its scopes: sign in."));
        }
        return needed(request, route)
                .filter(scope -> !token.allows(scope))
                .map(ScopeRule::scopeMissing);
    }

    private static ProblemException scopeMissing(Scope scope) {
        return ProblemException.forbidden(
                "scope-missing",
                "This needs an API token with the scope \"" + scope.json() + "\".",
                Map.of("scope", scope));
    }

    private static boolean isInPerson(HttpRequest<?> request, @Nullable AnnotationMetadata route) {
        boolean changes = !SAFE.contains(request.getMethod());
        String path = request.getPath();
        if (path.startsWith(ACCOUNT)) {
            return changes || !path.equals(WHO_AM_I);
        }
        return (changes && (path.equals(OWN) || path.startsWith(OWN + "/")))
                || (route != null && route.hasAnnotation(InPerson.class));
    }

    /** Empty for what is open to everybody, and where there is nothing. */
    private static Optional<Scope> needed(
            HttpRequest<?> request, @Nullable AnnotationMetadata route) {
        if (route == null) {
            return Optional.empty();
        }
        List<String> roles = RouteAccess.roles(route);
        if (roles.contains(SecurityRule.IS_ANONYMOUS)) {
            return Optional.empty();
        }
        Optional<Scope> named = route.enumValue(NeedsScope.class, Scope.class);
        if (named.isPresent()) {
            return named;
        }
        if (roles.equals(List.of(Role.IS_ADMIN))) {
            return Optional.of(Scope.ADMIN);
        }
        return Optional.of(SAFE.contains(request.getMethod()) ? Scope.READ : Scope.WRITE);
    }

    /** Before every rule that lets somebody in. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
