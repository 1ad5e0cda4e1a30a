package dev.astir.app.policies;

import dev.astir.protocol.Policy;

/**
 * A policy as it was shown to people.
 *
 * <p>Immutable.
 *
 * @param text in words
 * @param settings as agents apply it; carries the version
 */
public record PolicyVersion(String text, Policy settings) {

    /** Its number. */
    public int version() {
        return settings.version();
    }
}
