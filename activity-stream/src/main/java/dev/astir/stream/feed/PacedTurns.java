package dev.astir.stream.feed;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is among a session's subscriptions to send what its reader has to make room for: a
 * part of a replay, or a snapshot. One at a time, one after the other, so that a reader who does
 * not read has one of them waiting, however many subscriptions it has. Belongs to the hub's thread.
 */
final class PacedTurns {
    private boolean isTaken;

    /** Most sessions never need one. */
    private @Nullable Map<Subscription, Runnable> waiting;

    /**
     * Takes the turn if nobody has it; who took it calls {@link #pass} when the reader has room.
     *
     * @param later what the subscription does when its turn comes; it may take it then
     * @return whether it has the turn
     */
    boolean take(Subscription subscription, Runnable later) {
        if (!isTaken) {
            isTaken = true;
            return true;
        }
        want(subscription, later);
        return false;
    }

    /** Puts a subscription behind those that wait for their turn. */
    void want(Subscription subscription, Runnable later) {
        if (waiting == null) {
            waiting = new LinkedHashMap<>(4);
        }
        waiting.put(subscription, later);
    }

    /** Ends a turn. The next ones come to theirs, until one of them takes it. */
    void pass() {
        isTaken = false;
        Map<Subscription, Runnable> all = waiting;
        while (!isTaken && all != null && !all.isEmpty()) {
            Subscription next = all.keySet().iterator().next();
            Runnable step = all.remove(next);
            if (step != null) {
                step.run();
            }
        }
    }

    /** The subscription has ended, and waits for nothing. */
    void forget(Subscription subscription) {
        if (waiting != null) {
            waiting.remove(subscription);
        }
    }
}
