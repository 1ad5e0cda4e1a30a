package dev.astir.app.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The JSON of {@code /api/auth}. */
final class AuthMessages {

    private AuthMessages() {}

    @Serdeable
    record Register(
            @NotBlank
                    @Size(max = 200)
                    @Pattern(regexp = Accounts.NO_NUL, message = Accounts.NO_NUL_MESSAGE)
                    String organizationName,
            @NotBlank String timeZone,
            @NotBlank
                    @Size(max = 200)
                    @Pattern(regexp = Accounts.NO_NUL, message = Accounts.NO_NUL_MESSAGE)
                    String name,
            @NotBlank @Email @Size(max = 254) String email,
            @NotNull String password) {}

    @Serdeable
    record Login(
            @NotBlank
                    @Size(max = 254)
                    @Pattern(regexp = Accounts.NO_NUL, message = Accounts.NO_NUL_MESSAGE)
                    String email,
            @NotNull String password,
            @Nullable UUID organizationId) {}

    /** Without the token, the cookie's is used. */
    @Serdeable
    record Refresh(@Nullable String refreshToken) {}

    /** A person as they see themselves. */
    @Serdeable
    @JsonInclude
    record Me(
            UUID id,
            UUID organizationId,
            String organizationName,
            String name,
            String email,
            Role role,
            String timeZone) {}

    /** The tokens are left out when they are cookies. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SignedIn(
            Me user, @Nullable String accessToken, @Nullable String refreshToken, long expiresIn) {}

    /** One choice of the problem {@code organization-required}. */
    @Serdeable
    record Choice(UUID id, String name) {}
}
