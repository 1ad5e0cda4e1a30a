package dev.astir.app.sessions;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Knows what lies in sessions, whichever way it came; the feature that keeps it implements this.
 * Each works in the caller's transaction. Implementations are thread-safe.
 */
public interface SessionContents {

    /** Activities that were posted to a session. Immutable. */
    record Posts(long count, long seconds) {}

    /** Of what was posted to a session, what would lie outside of it with these bounds. */
    Posts outside(Session session, Instant from, @Nullable Instant to);

    /** Removes all that was posted to a session, and says how much that was. */
    Posts remove(Session session);

    /** The end of the last active one that was posted to a session; null if there is none. */
    @Nullable Instant lastPostedEnd(Session session);

    /** The start of the last thing that somebody did in a session; null if there is none. */
    @Nullable Instant lastStart(Session session);

    /** Whole seconds of idle time in a session, posted or captured, within these stretches. */
    long idleSeconds(Session session, List<StatedTime> within);

    /** A stretch in which an agent saw somebody work. Immutable. */
    record Worked(Instant start, Instant end) {}

    /** What agents captured of a person's work between two times, as it came, by start. */
    List<Worked> worked(UUID organizationId, UUID userId, Instant from, Instant to);
}
