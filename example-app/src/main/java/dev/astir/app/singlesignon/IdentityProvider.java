package dev.astir.app.singlesignon;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A server of an organization's that vouches for its people. Immutable.
 *
 * @param issuer its address and name, exactly as it calls itself
 * @param clientSecret sealed, see {@link ClientSecrets}; null when it knows us by our name alone
 * @param allowedDomains e-mails of which it vouches for, in lower case
 * @param roleClaim what tells a person's role; null when people's roles are given here
 * @param adminValues values of that claim that make an administrator
 * @param managerValues values of that claim that make a manager
 * @param autoCreate whether people without an account get one
 */
@MappedEntity("identity_providers")
record IdentityProvider(
        @Id UUID id,
        UUID organizationId,
        String name,
        String issuer,
        String clientId,
        // The mapping does not see an annotation of the array's type, only one of the component.
        @jakarta.annotation.Nullable byte[] clientSecret,
        @TypeDef(type = DataType.STRING_ARRAY) List<String> allowedDomains,
        @Nullable String roleClaim,
        @TypeDef(type = DataType.STRING_ARRAY) List<String> adminValues,
        @TypeDef(type = DataType.STRING_ARRAY) List<String> managerValues,
        boolean enabled,
        boolean autoCreate,
        Instant createdAt,
        Instant updatedAt) {

    IdentityProvider {
        allowedDomains = List.copyOf(allowedDomains);
        adminValues = List.copyOf(adminValues);
        managerValues = List.copyOf(managerValues);
    }

    @Override
    public String toString() {
        return "IdentityProvider[id=%s, organizationId=%s, issuer=%s]"
                .formatted(id, organizationId, issuer);
    }
}
