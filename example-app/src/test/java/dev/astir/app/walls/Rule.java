package dev.astir.app.walls;

import dev.astir.app.identity.Role;
import org.jspecify.annotations.Nullable;

/**
 * What is right for one route.
 *
 * @param least the role that somebody must have at least
 * @param reach how far they reach then
 * @param body a body that passes the validation, where the one of the schema does not
 */
record Rule(Role least, Reach reach, @Nullable String body) {

    boolean lets(Asker asker) {
        return asker.is(least);
    }
}
