package dev.astir.app.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Published on this node after somebody lost access: signed out, suspended, or a stolen token was
 * noticed. Who holds a socket open for them closes it.
 *
 * @param familyId the sign-in that ended; null when all of the person's did
 */
public record AccessEnded(UUID organizationId, UUID userId, @Nullable UUID familyId) {

    /** Whether this identity is one of those that lost access. */
    public boolean concerns(Identity identity) {
        return identity.caller().userId().equals(userId)
                && (familyId == null || familyId.equals(identity.familyId()));
    }
}
