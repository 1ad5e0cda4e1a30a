package dev.astir.app.platform;

import java.time.Duration;

/**
 * How soon what is open finds out that somebody lost access, where no other node could tell of it.
 * Immutable.
 *
 * @param longest within which everybody who is connected is asked about once
 */
public record RecheckInterval(Duration longest) {

    static final RecheckInterval DEFAULT = new RecheckInterval(Duration.ofSeconds(15));

    /** Whose turn comes how many seconds after another one's; a second is left for the answers. */
    public int turns() {
        return (int) Math.max(1, longest.toSeconds() - 1);
    }
}
