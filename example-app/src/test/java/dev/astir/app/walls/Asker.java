package dev.astir.app.walls;

import dev.astir.app.identity.Role;
import org.jspecify.annotations.Nullable;

/** Who asks. */
enum Asker {
    /** Somebody who is not signed in. */
    NOBODY(null),
    /** In team Red. */
    EMPLOYEE(Role.EMPLOYEE),
    /** A manager of team Red. */
    TEAM_MANAGER(Role.MANAGER),
    /** A manager without teams, who sees the organization. */
    MANAGER(Role.MANAGER),
    ADMIN(Role.ADMIN);

    private final @Nullable Role role;

    Asker(@Nullable Role role) {
        this.role = role;
    }

    /** Whether their role is enough. */
    boolean is(Role atLeast) {
        return role != null && role.includes(atLeast);
    }
}
