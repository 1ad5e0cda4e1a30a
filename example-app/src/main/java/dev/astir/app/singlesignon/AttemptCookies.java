package dev.astir.app.singlesignon;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.astir.app.identity.SecureCookies;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.platform.Secrets;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps {@link Attempt}s in the browser that began them, one cookie each, so that two windows do
 * not disturb each other and any node can go on. Thread-safe.
 */
@Singleton
final class AttemptCookies {

    /** How long somebody may take at the provider. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final String PREFIX = "astir_sso_";
    static final String PATH = "/api/auth/sso";
    private static final int NAME_LENGTH = 8;

    /** More of them would make a request's head too large. */
    private static final int MOST = 5;

    private final SealedRecords<Attempt> sealed;
    private final SecureCookies cookies;

    AttemptCookies(Secrets secrets, SecureCookies cookies, ObjectMapper json) {
        this.sealed = new SealedRecords<>(secrets, "single-sign-on-attempt", json, Attempt.class);
        this.cookies = cookies;
    }

    void add(HttpRequest<?> request, MutableHttpResponse<?> response, Attempt attempt) {
        List<Cookie> others =
                request.getCookies().getAll().stream()
                        .filter(cookie -> cookie.getName().startsWith(PREFIX))
                        .toList();
        if (others.size() >= MOST) {
            others.forEach(cookie -> response.cookie(gone(cookie.getName())));
        }
        response.cookie(
                cookies.of(name(attempt.state()), sealed.seal(attempt), PATH, LIFETIME, true));
    }

    /** The attempt of this browser that the state belongs to. */
    Optional<Attempt> find(HttpRequest<?> request, String state) {
        return request.getCookies()
                .findCookie(name(state))
                .flatMap(cookie -> sealed.open(cookie.getValue()))
                .filter(attempt -> isSame(attempt.state(), state));
    }

    void remove(MutableHttpResponse<?> response, String state) {
        response.cookie(gone(name(state)));
    }

    private Cookie gone(String name) {
        return cookies.of(name, "", PATH, Duration.ZERO, true);
    }

    /** What others write into an address is no part of a cookie's name. */
    private static String name(String state) {
        String hash = OpaqueTokens.encode(OpaqueTokens.hash(state));
        return PREFIX + hash.substring(0, NAME_LENGTH);
    }

    private static boolean isSame(String a, String b) {
        return MessageDigest.isEqual(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
