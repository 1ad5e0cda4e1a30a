package dev.astir.app.sessions;

/**
 * Published in the transaction that changes a session; a {@code @TransactionalEventListener} hears
 * it once that is committed. Changes that are made at once may be heard in another order than they
 * were committed: compare {@link Session#version()} and drop the older. Immutable.
 *
 * @param session the session as it is after the change
 */
public record SessionChanged(Session session, Change change) {

    /** What was done to the session. */
    public enum Change {
        /** It began. */
        STARTED,
        /** It ended. */
        STOPPED,
        /** Something else about it changed; it may be running or stopped. */
        UPDATED,
        /** It was taken away; it is as it was before. */
        REMOVED
    }
}
