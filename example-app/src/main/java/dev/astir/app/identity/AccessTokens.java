package dev.astir.app.identity;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.token.Claims;
import io.micronaut.security.token.generator.TokenGenerator;
import io.micronaut.security.token.jwt.validator.JsonWebTokenValidator;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Access tokens (JWT), signed and checked by the framework. A token says who signed in and until
 * when; the role and whether the sign-in still holds are asked of the database, so that a change
 * counts at once. Thread-safe.
 */
@Singleton
final class AccessTokens {

    /** How long a token is good for. */
    static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final String FAMILY = "sid";
    private static final String ORGANIZATION = "org";

    private final TokenGenerator generator;
    private final JsonWebTokenValidator<JWT, HttpRequest<?>> validator;
    private final Clock clock;

    /** What a valid token says. */
    record Content(UUID userId, UUID organizationId, UUID familyId, Instant expires) {}

    AccessTokens(
            TokenGenerator generator,
            JsonWebTokenValidator<JWT, HttpRequest<?>> validator,
            Clock clock) {
        this.generator = generator;
        this.validator = validator;
        this.clock = clock;
    }

    String issue(UUID userId, UUID organizationId, UUID familyId) {
        Instant now = clock.instant();
        return generator
                .generateToken(
                        Map.of(
                                Claims.SUBJECT,
                                userId.toString(),
                                ORGANIZATION,
                                organizationId.toString(),
                                FAMILY,
                                familyId.toString(),
                                Claims.ISSUED_AT,
                                Date.from(now),
                                Claims.EXPIRATION_TIME,
                                Date.from(now.plus(LIFETIME))))
                .orElseThrow();
    }

    /** What a token says that we signed and that has not expired; else empty. */
    Optional<Content> read(String token) {
        return validator.validate(token, null).flatMap(AccessTokens::content);
    }

    private static Optional<Content> content(JWT token) {
        try {
            JWTClaimsSet claims = token.getJWTClaimsSet();
            return Optional.of(
                    new Content(
                            UUID.fromString(claims.getSubject()),
                            UUID.fromString(String.valueOf(claims.getClaim(ORGANIZATION))),
                            UUID.fromString(String.valueOf(claims.getClaim(FAMILY))),
                            claims.getExpirationTime().toInstant()));
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty(); // not one of ours, although our key signed it
        }
    }
}
