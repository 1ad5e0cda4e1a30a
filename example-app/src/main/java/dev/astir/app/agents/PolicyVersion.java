package dev.astir.app.agents;

import dev.astir.protocol.Policy;

/**
 * A policy as it was shown to people.
 *
 * <p>Immutable.
 *
 * @param text in words
 * @param settings as agents apply it; carries the version
 */
record PolicyVersion(String text, Policy settings) {

    int version() {
        return settings.version();
    }
}
