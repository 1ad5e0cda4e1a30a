package dev.astir.app.identity;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.security.token.reader.TokenReader;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Tokens as cookies, for browsers: scripts cannot read them, other sites cannot send them with
 * changing requests. Thread-safe.
 */
@Singleton
final class SessionCookies implements TokenReader<HttpRequest<?>> {

    private static final String MODE_HEADER = "X-Astir-Session";

    static final String ACCESS = "astir_access";
    private static final String REFRESH = "astir_refresh";
    private static final String CSRF = "astir_csrf";

    /** The refresh token is sent nowhere else. */
    private static final String REFRESH_PATH = "/api/auth";

    private final Csrf csrf;
    private final SecureCookies cookies;

    SessionCookies(Csrf csrf, SecureCookies cookies) {
        this.csrf = csrf;
        this.cookies = cookies;
    }

    /** Whether the client asks for cookies in place of tokens in the answer. */
    boolean wanted(HttpRequest<?> request) {
        return "cookie".equalsIgnoreCase(request.getHeaders().get(MODE_HEADER));
    }

    /** The access token; beside an {@code Authorization} header, good or bad, it is not read. */
    @Override
    public Optional<String> findToken(HttpRequest<?> request) {
        return request.getHeaders().contains(HttpHeaders.AUTHORIZATION)
                ? Optional.empty()
                : value(request, ACCESS);
    }

    Optional<String> refresh(HttpRequest<?> request) {
        return value(request, REFRESH);
    }

    void set(MutableHttpResponse<?> response, SignIns.Tokens tokens) {
        response.cookie(cookie(ACCESS, tokens.access(), "/", AccessTokens.LIFETIME, true));
        response.cookie(cookie(REFRESH, tokens.refresh(), REFRESH_PATH, SignIns.LIFETIME, true));
        response.cookie(cookie(CSRF, csrf.token(tokens.familyId()), "/", SignIns.LIFETIME, false));
    }

    void clear(MutableHttpResponse<?> response) {
        response.cookie(cookie(ACCESS, "", "/", Duration.ZERO, true));
        response.cookie(cookie(REFRESH, "", REFRESH_PATH, Duration.ZERO, true));
        response.cookie(cookie(CSRF, "", "/", Duration.ZERO, false));
    }

    private static Optional<String> value(HttpRequest<?> request, String name) {
        return request.getCookies().findCookie(name).map(Cookie::getValue);
    }

    Cookie cookie(String name, String value, String path, Duration maxAge, boolean httpOnly) {
        return cookies.of(name, value, path, maxAge, httpOnly);
    }
}
