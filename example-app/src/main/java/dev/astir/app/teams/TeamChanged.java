package dev.astir.app.teams;

import java.util.Set;
import java.util.UUID;

/**
 * Published in the transaction after which a team has another name, or is no more. Immutable.
 *
 * @param members who is in it, or was
 */
public record TeamChanged(UUID organizationId, Set<UUID> members) {

    public TeamChanged {
        members = Set.copyOf(members);
    }
}
