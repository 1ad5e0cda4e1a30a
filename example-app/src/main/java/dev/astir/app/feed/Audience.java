package dev.astir.app.feed;

import java.util.UUID;

/** Names of those who may see an event or an item. Thread-safe. */
public final class Audience {

    /** Managers and administrators. */
    public static final String MANAGERS = "managers";

    private Audience() {}

    /** One person. */
    public static String person(UUID userId) {
        return "user:" + userId;
    }
}
