package dev.astir.app.identity;

import dev.astir.app.trail.Actor;
import java.security.Principal;
import java.util.UUID;

/**
 * The person who makes a request. A controller takes it as a parameter; as a {@link Principal} it
 * is no parameter of the caller's in the API's description. Immutable.
 */
public record Caller(UUID userId, UUID organizationId, Role role, String name, Sight sight)
        implements Principal {

    /** As the trail names who did something. */
    public Actor actor() {
        return Actor.person(organizationId, userId);
    }

    /** Whether the caller's role may do what this one may. */
    public boolean is(Role atLeast) {
        return role.includes(atLeast);
    }

    @Override
    public String getName() {
        return name;
    }
}
