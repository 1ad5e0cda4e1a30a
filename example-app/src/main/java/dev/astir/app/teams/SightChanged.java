package dev.astir.app.teams;

import java.util.Set;
import java.util.UUID;

/**
 * Published in the transaction that changes whom these see: they manage other teams now, or teams
 * of other people. Immutable.
 */
record SightChanged(Set<UUID> managers) {

    SightChanged {
        managers = Set.copyOf(managers);
    }
}
