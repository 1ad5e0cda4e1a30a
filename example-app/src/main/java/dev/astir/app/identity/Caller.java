package dev.astir.app.identity;

import java.util.UUID;

/** The person who makes a request. A controller takes it as a parameter. Immutable. */
public record Caller(UUID userId, UUID organizationId, Role role, String name) {

    /** Whether the caller's role may do what this one may. */
    public boolean is(Role atLeast) {
        return role.includes(atLeast);
    }
}
