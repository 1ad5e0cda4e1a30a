package dev.astir.app.identity;

import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.platform.Secrets;
import dev.astir.app.platform.Settings;
import dev.astir.app.web.ProblemException;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Tokens as cookies, for browsers: scripts cannot read them, other sites cannot send them with
 * changing requests. As a second fence a changing request repeats, in a header, a value that only
 * our own pages can read; it is an HMAC of the sign-in, so that it cannot be planted. Stateless.
 */
@Singleton
final class SessionCookies {

    private static final String MODE_HEADER = "X-Astir-Session";
    private static final String CSRF_HEADER = "X-CSRF-Token";

    static final String ACCESS = "astir_access";
    private static final String REFRESH = "astir_refresh";
    private static final String CSRF = "astir_csrf";

    /** The refresh token is sent nowhere else. */
    private static final String REFRESH_PATH = "/api/auth";

    private static final Set<HttpMethod> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** They judge what they are given by themselves, or need nobody to be signed in. */
    private static final Set<String> EXEMPT =
            Set.of(
                    "/api/auth/login",
                    "/api/auth/register",
                    "/api/auth/refresh",
                    "/api/auth/logout");

    private final byte[] key;
    private final boolean secure;

    SessionCookies(Secrets secrets, Settings settings) {
        this.key = secrets.key("csrf");
        this.secure =
                settings.publicUrl().filter(url -> "https".equals(url.getScheme())).isPresent();
    }

    /** Whether the client asks for cookies in place of tokens in the answer. */
    boolean wanted(HttpRequest<?> request) {
        return "cookie".equalsIgnoreCase(request.getHeaders().get(MODE_HEADER));
    }

    Optional<String> access(HttpRequest<?> request) {
        return request.getCookies().findCookie(ACCESS).map(Cookie::getValue);
    }

    Optional<String> refresh(HttpRequest<?> request) {
        return request.getCookies().findCookie(REFRESH).map(Cookie::getValue);
    }

    /**
     * @throws ProblemException (403) when the request changes something and lacks the CSRF token of
     *     this sign-in
     */
    void requireCsrfToken(HttpRequest<?> request, UUID familyId) {
        if (!SAFE.contains(request.getMethod()) && !EXEMPT.contains(request.getPath())) {
            checkCsrfToken(request, familyId);
        }
    }

    void checkCsrfToken(HttpRequest<?> request, UUID familyId) {
        String presented = request.getHeaders().get(CSRF_HEADER);
        byte[] expected = csrfToken(familyId).getBytes(StandardCharsets.UTF_8);
        if (presented == null
                || !MessageDigest.isEqual(presented.getBytes(StandardCharsets.UTF_8), expected)) {
            throw ProblemException.forbidden(
                    "csrf",
                    "With cookies, a changing request needs the header X-CSRF-Token with the value"
                            + " of the cookie astir_csrf.");
        }
    }

    void set(MutableHttpResponse<?> response, SignIns.Tokens tokens) {
        response.cookie(cookie(ACCESS, tokens.access(), "/", AccessTokens.LIFETIME, true));
        response.cookie(cookie(REFRESH, tokens.refresh(), REFRESH_PATH, SignIns.LIFETIME, true));
        response.cookie(cookie(CSRF, csrfToken(tokens.familyId()), "/", SignIns.LIFETIME, false));
    }

    void clear(MutableHttpResponse<?> response) {
        response.cookie(cookie(ACCESS, "", "/", Duration.ZERO, true));
        response.cookie(cookie(REFRESH, "", REFRESH_PATH, Duration.ZERO, true));
        response.cookie(cookie(CSRF, "", "/", Duration.ZERO, false));
    }

    private String csrfToken(UUID familyId) {
        return OpaqueTokens.encode(Secrets.hmac(key, familyId.toString()));
    }

    private Cookie cookie(
            String name, String value, String path, Duration maxAge, boolean httpOnly) {
        return Cookie.of(name, value)
                .path(path)
                .maxAge(maxAge)
                .httpOnly(httpOnly)
                .secure(secure)
                .sameSite(SameSite.Lax);
    }
}
