package dev.astir.app.identity;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The refresh tokens that requests bring, in their body or as a cookie. Thread-safe. */
@Singleton
final class PresentedTokens {

    private final SignIns signIns;
    private final SessionCookies cookies;
    private final Csrf csrf;

    /** Without the token, the cookie's is used. */
    @Introspected
    record Refresh(@Nullable String refreshToken) {}

    PresentedTokens(SignIns signIns, SessionCookies cookies, Csrf csrf) {
        this.signIns = signIns;
        this.cookies = cookies;
        this.csrf = csrf;
    }

    /**
     * The body's token, or else the cookie's, which needs the CSRF token beside it.
     *
     * @throws dev.astir.app.web.ProblemException (403) when that is missing or another sign-in's
     */
    Optional<String> of(HttpRequest<?> request, @Nullable Refresh body) {
        Optional<String> given = in(body);
        if (given.isPresent()) {
            return given;
        }
        Optional<String> cookie = cookies.refresh(request);
        cookie.flatMap(signIns::find).ifPresent(token -> csrf.check(request, token.familyId()));
        return cookie;
    }

    /** The body's token. */
    static Optional<String> in(@Nullable Refresh body) {
        return Optional.ofNullable(body).map(Refresh::refreshToken);
    }
}
