package dev.astir.app.webhooks;

import dev.astir.app.identity.Caller;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose a webhook is: an organization's, or one person's own. Immutable.
 *
 * @param userId null for the organization's
 */
record Owner(UUID organizationId, @Nullable UUID userId) {

    /** The organization of the caller, who is an administrator. */
    static Owner organization(Caller caller) {
        return new Owner(caller.organizationId(), null);
    }

    /** The caller alone. */
    static Owner person(Caller caller) {
        return new Owner(caller.organizationId(), caller.userId());
    }

    boolean isPerson() {
        return userId != null;
    }

    /** By which what they do is counted. */
    UUID id() {
        return Objects.requireNonNullElse(userId, organizationId);
    }
}
