package dev.astir.app.identity;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.security.token.Claims;
import io.micronaut.security.token.jwt.validator.ExpirationJwtClaimsValidator;
import io.micronaut.security.token.jwt.validator.GenericJwtClaimsValidator;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * Refuses tokens after their end, and those without one. The framework's own asks the machine's
 * clock in place of the app's, and accepts a token that never ends. Thread-safe.
 *
 * @param <T> the request, which does not matter
 */
@Singleton
@Replaces(ExpirationJwtClaimsValidator.class)
final class AccessTokenExpiry<T> implements GenericJwtClaimsValidator<T> {

    private final Clock clock;

    AccessTokenExpiry(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean validate(Claims claims, @Nullable T request) {
        return claims.get(Claims.EXPIRATION_TIME) instanceof Date end
                && clock.instant().isBefore(end.toInstant());
    }
}
