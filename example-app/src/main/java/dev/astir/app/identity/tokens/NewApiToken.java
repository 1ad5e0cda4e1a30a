package dev.astir.app.identity.tokens;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.astir.app.identity.Scope;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A new API token, shown this once. Immutable.
 *
 * @param url the address that it is for, with the token in it; null for one that is for the API
 * @param prefix the token's first characters, by which lists show it
 * @param expiresAt null when it does not
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
        example =
                """
                {"id": "01934bb5-1a2b-7c3d-8e4f-5a6b7c8d9e0f", "name": "Deploy bot",
                 "token": "ast_…", "url": null, "prefix": "ast_k3m9x2", "scopes": ["read", "publish"],
                 "createdAt": "2026-11-23T09:00:00Z", "expiresAt": "2027-11-23T00:00:00Z"}\
                """)
record NewApiToken(
        UUID id,
        String name,
        String token,
        @Nullable URI url,
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
