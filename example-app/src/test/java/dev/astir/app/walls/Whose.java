package dev.astir.app.walls;

import dev.astir.app.identity.Role;
import java.util.Set;

/** Whose things are named. */
enum Whose {
    OWN,
    /** Somebody in team Red. */
    TEAM_MATES,
    /** Somebody in team Blue. */
    OTHER_TEAMS,
    /** Somebody of another organization. */
    OTHER_TENANTS,
    /** An id that nothing has. */
    NOBODYS;

    static final Set<Whose> HERE = Set.of(OWN, TEAM_MATES, OTHER_TEAMS);

    /** Whether the asker may see the data of these people. */
    boolean isSeenBy(Asker asker) {
        return switch (this) {
            case OWN -> true;
            case TEAM_MATES -> asker.is(Role.MANAGER);
            case OTHER_TEAMS -> asker == Asker.MANAGER || asker == Asker.ADMIN;
            case OTHER_TENANTS, NOBODYS -> false;
        };
    }
}
