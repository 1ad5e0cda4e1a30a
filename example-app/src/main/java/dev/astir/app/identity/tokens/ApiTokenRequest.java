package dev.astir.app.identity.tokens;

import dev.astir.app.identity.Scope;
import dev.astir.app.web.SingleLine;
import dev.astir.app.web.StorableText;
import dev.astir.app.web.StorableTime;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What token is wanted. Immutable.
 *
 * @param name blanks around it are dropped
 * @param scopes one that is named twice counts once
 * @param expiresAt null for a token that holds until it is ended
 */
@Introspected
@Schema(
        example =
                """
                {"name": "Deploy bot", "scopes": ["read", "publish"], "expiresAt": "2027-11-23T00:00:00Z"}\
                """)
record ApiTokenRequest(
        @NotBlank @Size(max = 100) @StorableText @SingleLine String name,
        @NotEmpty @Size(max = 8) List<@NotNull Scope> scopes,
        @Nullable @StorableTime Instant expiresAt) {

    ApiTokenRequest {
        // What is missing is found by the validation, once this exists.
        name = name == null ? name : name.strip();
    }
}
