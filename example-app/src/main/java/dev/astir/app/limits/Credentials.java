package dev.astir.app.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWT;
import dev.astir.app.platform.OpaqueTokens;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.token.jwt.validator.JsonWebTokenValidator;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whose the credentials of a request are, as far as that is known without the database: of an
 * access token by its signature, of an agent's key when it was good a moment ago. It tells on whom
 * a request counts, and lets nobody in: whoever it names may have been signed out since then.
 * Thread-safe.
 */
@Singleton
final class Credentials {

    /** The cookie that holds an access token. */
    static final String ACCESS_COOKIE = "astir_access";

    private static final String BEARER = "Bearer ";

    /** An agent asks twice a minute. */
    private static final Duration KNOWN = Duration.ofMinutes(5);

    private static final int MOST_KNOWN = 20_000;

    private final Function<String, Optional<String>> subjects;

    /** By the token's hash. */
    private final Cache<String, String> principals =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).expireAfterWrite(KNOWN).build();

    @Inject
    Credentials(JsonWebTokenValidator<JWT, HttpRequest<?>> validator) {
        this(token -> validator.validate(token, null).flatMap(Credentials::subject));
    }

    /**
     * @param subjects of access tokens that we signed; empty for whatever else
     */
    Credentials(Function<String, Optional<String>> subjects) {
        this.subjects = subjects;
    }

    /**
     * Whether a request has any, good or bad.
     *
     * @param headers the first value of the header with a name
     */
    static boolean areIn(Function<String, @Nullable String> headers) {
        return headers.apply(HttpHeaderNames.AUTHORIZATION.toString()) != null
                || headers.apply(HttpHeaderNames.COOKIE.toString()) != null;
    }

    /** The person or device whose they are; null where that is not known. */
    @Nullable String principal(Function<String, @Nullable String> headers) {
        String token = token(headers);
        if (token == null) {
            return null;
        }
        String hash = hash(token);
        String known = principals.getIfPresent(hash);
        if (known == null) {
            known = subjects.apply(token).orElse(null);
            if (known != null) {
                principals.put(hash, known);
            }
        }
        return known;
    }

    /** Whoever sent the request is signed in by what it has. */
    void learn(Function<String, @Nullable String> headers, String principal) {
        String token = token(headers);
        if (token != null) {
            principals.put(hash(token), principal);
        }
    }

    /** As everywhere in the app, a cookie counts for nothing beside an Authorization header. */
    private static @Nullable String token(Function<String, @Nullable String> headers) {
        String authorization = headers.apply(HttpHeaderNames.AUTHORIZATION.toString());
        if (authorization != null) {
            return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    ? authorization.substring(BEARER.length())
                    : null;
        }
        String cookies = headers.apply(HttpHeaderNames.COOKIE.toString());
        return cookies == null
                ? null
                : ServerCookieDecoder.LAX.decode(cookies).stream()
                        .filter(cookie -> cookie.name().equals(ACCESS_COOKIE))
                        .map(Cookie::value)
                        .findFirst()
                        .orElse(null);
    }

    private static String hash(String token) {
        return OpaqueTokens.encode(OpaqueTokens.hash(token));
    }

    private static Optional<String> subject(JWT token) {
        try {
            return Optional.ofNullable(token.getJWTClaimsSet().getSubject());
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
