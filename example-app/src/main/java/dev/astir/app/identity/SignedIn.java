package dev.astir.app.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
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
@Schema(
        example =
                """
                {"user": {"id": "01934ba0-0c1f-7f3b-9a10-6c2e7d4b8e02",
                  "organizationId": "01934ba0-0c11-7a52-8d6e-5b8a4f2c1d01", "organizationName": "Lovelace Ltd",
                  "name": "Ada Admin", "email": "ada@example.org", "role": "admin",
                  "timeZone": "Europe/Berlin", "ownTimeZone": null},
                 "accessToken": "eyJhbGciOiJIUzI1NiJ9…", "refreshToken": "art_…", "expiresIn": 900}\
                """)
public record SignedIn(
        Me user, @Nullable String accessToken, @Nullable String refreshToken, long expiresIn) {}
