package dev.astir.app.identity;

import dev.astir.app.trail.Actor;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The person who makes a request. A controller takes it as a parameter; as a {@link Principal} it
 * is no parameter of the caller's in the API's description. Immutable.
 *
 * @param role what they may here: with an API token it can be less than what they are
 * @param via the name of the API token that acts for them; null when they are here themselves
 */
public record Caller(
        UUID userId, UUID organizationId, Role role, String name, Sight sight, @Nullable String via)
        implements Principal {

    /** A person who is here themselves. */
    public Caller(UUID userId, UUID organizationId, Role role, String name, Sight sight) {
        this(userId, organizationId, role, name, sight, null);
    }

    /** The same person, as far as this lets them. */
    Caller with(Credential credential) {
        return new Caller(
                userId,
                organizationId,
                credential.limit(role),
                name,
                sight,
                credential instanceof Credential.ApiToken token ? token.name() : null);
    }

    /** As the trail names who did something. */
    public Actor actor() {
        return new Actor(organizationId, userId, via);
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
