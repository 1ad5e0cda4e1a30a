package dev.astir.app.sessions;

import java.util.UUID;

/**
 * Published as an application event after a session's change is committed.
 *
 * <p>Listeners run on the thread that made the change, and a failing one is logged, not answered to
 * the caller: they must be quick. Changes that are made at once may be published in another order
 * than they were committed: compare {@link Session#version()} and drop the older.
 *
 * <p>Immutable.
 *
 * @param session the session as it is after the change
 * @param change what was done to it
 */
public record SessionChanged(UUID organizationId, Session session, Change change) {

    /** What was done to the session. */
    public enum Change {
        /** It began. */
        STARTED,
        /** It ended. */
        STOPPED,
        /** Time was added to it; it may be running or stopped. */
        UPDATED
    }
}
