package dev.astir.app.singlesignon;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A provider as administrators see it. Immutable.
 *
 * @param hasClientSecret the secret itself is never shown again
 * @param startPath leads straight to it, without asking for an e-mail
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record ProviderAnswer(
        UUID id,
        String name,
        String issuer,
        String clientId,
        boolean hasClientSecret,
        List<String> allowedDomains,
        @Nullable String roleClaim,
        ProviderRequest.RoleValues roleValues,
        boolean enabled,
        boolean autoCreate,
        String startPath,
        Instant createdAt,
        Instant updatedAt) {

    static ProviderAnswer of(IdentityProvider provider) {
        return new ProviderAnswer(
                provider.id(),
                provider.name(),
                provider.issuer(),
                provider.clientId(),
                provider.clientSecret() != null,
                provider.allowedDomains(),
                provider.roleClaim(),
                new ProviderRequest.RoleValues(provider.adminValues(), provider.managerValues()),
                provider.enabled(),
                provider.autoCreate(),
                "/api/auth/sso/" + provider.id() + "/start",
                provider.createdAt(),
                provider.updatedAt());
    }
}
