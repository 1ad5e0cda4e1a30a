package dev.astir.app.trail;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did something. Immutable.
 *
 * @param userId null for the app itself
 * @param via by what they did it, if not in person: the name of an API token
 */
public record Actor(UUID organizationId, @Nullable UUID userId, @Nullable String via) {

    /** The app itself, such as at the end of a deadline. */
    public static Actor app(UUID organizationId) {
        return new Actor(organizationId, null, null);
    }

    /** A person. */
    public static Actor person(UUID organizationId, UUID userId) {
        return new Actor(organizationId, userId, null);
    }
}
