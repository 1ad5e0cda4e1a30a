package dev.astir.app.identity;

import dev.astir.app.platform.Settings;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Cookies as the app sets them: not sent along with what other sites ask for but a person's own
 * following of a link, and over https alone where the app is reached by it. Thread-safe.
 */
@Singleton
public final class SecureCookies {

    private final boolean secure;

    SecureCookies(Settings settings) {
        this.secure =
                settings.publicUrl().filter(url -> "https".equals(url.getScheme())).isPresent();
    }

    /** A cookie; one of no lifetime is taken away. */
    public Cookie of(String name, String value, String path, Duration maxAge, boolean httpOnly) {
        return Cookie.of(name, value)
                .path(path)
                .maxAge(maxAge)
                .httpOnly(httpOnly)
                .secure(secure)
                .sameSite(SameSite.Lax);
    }
}
