package dev.astir.stream.digest;

import dev.astir.stream.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Several events in one item. Immutable.
 *
 * @param kind {@code run}: what one person did in a row; {@code storm}: what many did at once
 * @param ids of the events, newest first in the order of the feed; two at least
 * @param from when the first of them happened
 * @param to when the last of them happened
 * @param actors who did it, the latest first, each once
 */
public record Fold(Kind kind, List<UUID> ids, Instant from, Instant to, List<Actor> actors) {

    /** Why events are one item. */
    public enum Kind {
        /** What one person did in a row. */
        RUN,
        /** What many did at once. */
        STORM
    }

    public Fold {
        ids = List.copyOf(ids);
        actors = List.copyOf(actors);
    }

    /** How many events it stands for. */
    public int count() {
        return ids.size();
    }
}
