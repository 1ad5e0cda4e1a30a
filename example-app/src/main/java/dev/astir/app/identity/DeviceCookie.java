package dev.astir.app.identity;

import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.platform.Secrets;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * The cookie of a browser in which somebody signed in: it lets nobody in, but tells that this
 * browser is no stranger to that account, also after a logout. Signed for the account and its
 * e-mail, so that it is of no use with any other. Thread-safe.
 */
@Singleton
final class DeviceCookie {

    static final String NAME = "astir_device";

    static final Duration LIFETIME = Duration.ofDays(180);

    private static final String PATH = "/api/auth";

    private final byte[] key;
    private final SessionCookies cookies;

    /** A browser, by a random name, and whose it is. */
    record Device(String id, UUID userId) {}

    DeviceCookie(Secrets secrets, SessionCookies cookies) {
        this.key = secrets.key("device");
        this.cookies = cookies;
    }

    /** The browser that the request comes from, when somebody with this e-mail signed in there. */
    Optional<Device> read(HttpRequest<?> request, String email) {
        return request.getCookies()
                .findCookie(NAME)
                .map(Cookie::getValue)
                .flatMap(value -> verified(value, email));
    }

    /** The cookie of this person's browser; the same browser as before, when it had one. */
    Cookie issue(HttpRequest<?> request, User user) {
        String id =
                read(request, user.email())
                        .filter(device -> device.userId().equals(user.id()))
                        .map(Device::id)
                        .orElseGet(() -> OpaqueTokens.generate(""));
        String content = id + "." + user.id();
        return cookies.cookie(
                NAME, content + "." + mac(content, user.email()), PATH, LIFETIME, true);
    }

    private Optional<Device> verified(String value, String email) {
        String[] parts = value.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        String expected = mac(parts[0] + "." + parts[1], email);
        boolean ours =
                MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8),
                        parts[2].getBytes(StandardCharsets.UTF_8));
        return ours
                ? Optional.of(new Device(parts[0], UUID.fromString(parts[1])))
                : Optional.empty();
    }

    private String mac(String content, String email) {
        return OpaqueTokens.encode(Secrets.hmac(key, content + "." + Emails.key(email)));
    }
}
