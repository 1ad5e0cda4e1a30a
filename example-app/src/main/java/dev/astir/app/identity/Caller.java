package dev.astir.app.identity;

import dev.astir.app.trail.Actor;
import dev.astir.app.web.ProblemException;
import java.security.Principal;
import java.util.Map;
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

    /**
     * Whether the caller may use routes of those who have this name, {@link Role#IS_MANAGER} for
     * example: for what a request does besides, as another route does it.
     */
    public boolean mayAskAs(String name) {
        return role.names().contains(name);
    }

    /**
     * For one field of a request of which an API token may do the rest, as {@link InPerson} is for
     * routes.
     *
     * @throws ProblemException 403 {@code sign-in-needed} with the field, for an API token
     */
    public void requireInPerson(String field) {
        if (via != null) {
            throw ProblemException.forbidden(
                    "sign-in-needed",
                    "No API token may set %s like this, whatever its scopes: sign in."
                            .formatted(field),
                    Map.of("field", field));
        }
    }

    @Override
    public String getName() {
        return name;
    }
}
