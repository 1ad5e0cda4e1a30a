package dev.astir.app.walls;

import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;

/** How far a route reaches for whoever has the role for it. */
enum Reach {
    /** What the app observed is nobody's to change. */
    NOBODY {
        @Override
        boolean covers(Asker asker, Whose whose) {
            return false;
        }
    },
    /** One's own alone. */
    OWN {
        @Override
        boolean covers(Asker asker, Whose whose) {
            return whose == Whose.OWN;
        }
    },
    /** One's own; administrators everybody's. */
    OWN_OR_ADMIN {
        @Override
        boolean covers(Asker asker, Whose whose) {
            return whose == Whose.OWN || (asker.is(Role.ADMIN) && Whose.HERE.contains(whose));
        }
    },
    /** Of the people whose data one may see. */
    SIGHT {
        @Override
        boolean covers(Asker asker, Whose whose) {
            return whose.isSeenBy(asker);
        }
    },
    /** The same, and an answer names the manager who changed something of it by hand. */
    SIGHT_AND_CHANGERS {
        @Override
        boolean covers(Asker asker, Whose whose) {
            return SIGHT.covers(asker, whose);
        }
    },
    /** Everything of the organization. */
    ORGANIZATION {
        @Override
        boolean covers(Asker asker, Whose whose) {
            return Whose.HERE.contains(whose);
        }
    };

    abstract boolean covers(Asker asker, Whose whose);

    /** Whether an answer may name this person of the asker's organization. */
    boolean shows(Asker asker, Person person, World world) {
        return switch (this) {
            case NOBODY -> false;
            case OWN -> World.isSame(world.asker(asker), person);
            case OWN_OR_ADMIN -> World.isSame(world.asker(asker), person) || asker.is(Role.ADMIN);
            case SIGHT -> world.mayBeSeen(asker, person);
            case SIGHT_AND_CHANGERS -> world.mayBeSeen(asker, person) || world.isManager(person);
            case ORGANIZATION -> true;
        };
    }
}
