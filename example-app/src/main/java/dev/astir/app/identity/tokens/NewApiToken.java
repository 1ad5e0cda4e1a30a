package dev.astir.app.identity.tokens;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.astir.app.identity.Scope;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A new API token, shown this once. Immutable.
 *
 * @param prefix the token's first characters, by which lists show it
 * @param expiresAt null when it does not
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record NewApiToken(
        UUID id,
        String name,
        String token,
        String prefix,
        List<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt) {

    /** Without the token, which no log may hold. */
    @Override
    public String toString() {
        return "NewApiToken[id=%s, scopes=%s, expiresAt=%s]".formatted(id, scopes, expiresAt);
    }
}
