package dev.astir.app.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * What a sign-in answers. Immutable.
 *
 * @param accessToken left out when the tokens are cookies
 * @param refreshToken left out when the tokens are cookies
 * @param expiresIn how long the access token is good for, in seconds
 */
@Introspected
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SignedIn(
        Me user, @Nullable String accessToken, @Nullable String refreshToken, long expiresIn) {}
