package dev.astir.app.presence;

/** The two changes of presence that have a name of their own. */
public enum PresenceTurn {
    /** The first device of a person connected. */
    USER_ONLINE,
    /** The last device of a person is gone. */
    USER_OFFLINE
}
