package dev.astir.app.alerts;

import java.util.UUID;

/**
 * Published in the transaction that opens or changes an alert. Immutable.
 *
 * @param alert as it is after that
 */
public record AlertChanged(UUID organizationId, Alert alert, Change change) {

    /** What was done to the alert. */
    public enum Change {
        /** It is new, or what it was of is so again. */
        OPENED,
        /** A figure of it is another one. */
        UPDATED,
        /** What it was of is over. */
        CLOSED,
        /** Its person said something about it, or something else than before. */
        EXPLAINED,
        /** Somebody looked at it and was content. */
        RESOLVED
    }
}
