package dev.astir.app.feed;

import java.util.Set;
import java.util.UUID;

/** Names of those who may see an event or an item. Thread-safe. */
public final class Audience {

    /** Administrators, and managers who see the whole organization. */
    public static final String MANAGERS = "managers";

    /** Everybody else: those who see the data of some people, or only their own. */
    public static final String COLLEAGUES = "colleagues";

    private Audience() {}

    /** Managers of a team that this person is in. */
    public static String managersOf(UUID userId) {
        return "managers:" + userId;
    }

    /** What is about one person and not for all: the person and whoever may see their data. */
    public static Set<String> aboutPerson(UUID userId) {
        return Set.of(MANAGERS, managersOf(userId), person(userId));
    }

    /** One person. */
    public static String person(UUID userId) {
        return "user:" + userId;
    }
}
