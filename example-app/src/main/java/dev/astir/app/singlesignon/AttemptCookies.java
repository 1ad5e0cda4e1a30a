package dev.astir.app.singlesignon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.astir.app.identity.SecureCookies;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.platform.Sealing;
import dev.astir.app.platform.Secrets;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Keeps {@link Attempt}s in the browser that began them, one cookie each, so that two windows do
 * not disturb each other and any node can go on. Nobody else can make one, or read it. Thread-safe.
 */
@Singleton
final class AttemptCookies {

    /** How long somebody may take at the provider. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final String PREFIX = "astir_sso_";
    private static final String PATH = "/api/auth/sso";
    private static final String CONTEXT = "attempt";
    private static final int NAME_LENGTH = 8;

    /** More of them would make a request's head too large. */
    private static final int MOST = 5;

    private final Sealing sealing;
    private final SecureCookies cookies;
    private final ObjectMapper json;

    AttemptCookies(Secrets secrets, SecureCookies cookies, ObjectMapper json) {
        this.sealing = new Sealing(secrets, "single-sign-on-attempt");
        this.cookies = cookies;
        this.json = json;
    }

    void add(HttpRequest<?> request, MutableHttpResponse<?> response, Attempt attempt) {
        List<Cookie> others =
                request.getCookies().getAll().stream()
                        .filter(cookie -> cookie.getName().startsWith(PREFIX))
                        .toList();
        if (others.size() >= MOST) {
            others.forEach(cookie -> response.cookie(gone(cookie.getName())));
        }
        try {
            String sealed =
                    OpaqueTokens.encode(sealing.seal(json.writeValueAsString(attempt), CONTEXT));
            response.cookie(cookies.of(name(attempt.state()), sealed, PATH, LIFETIME, true));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a record of texts
        }
    }

    /** The attempt of this browser that the state belongs to. */
    Optional<Attempt> find(HttpRequest<?> request, String state) {
        return request.getCookies()
                .findCookie(name(state))
                .flatMap(cookie -> open(cookie.getValue()))
                .filter(attempt -> isSame(attempt.state(), state));
    }

    void remove(MutableHttpResponse<?> response, String state) {
        response.cookie(gone(name(state)));
    }

    private Optional<Attempt> open(String value) {
        try {
            Optional<String> text = sealing.open(Base64.getUrlDecoder().decode(value), CONTEXT);
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(json.readValue(text.get(), Attempt.class));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return Optional.empty();
        }
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
