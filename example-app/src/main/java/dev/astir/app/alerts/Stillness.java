package dev.astir.app.alerts;

import dev.astir.app.presence.Presence;
import dev.astir.app.sessions.Session;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of whether somebody does something. Immutable. */
sealed interface Stillness {

    /** At work, and nothing was done since then. */
    record Still(Instant since) implements Stillness {}

    /** Something is done, in this way since then. */
    record Active(Instant since) implements Stillness {}

    /** Paused: what they do is theirs to know. */
    record Paused() implements Stillness {}

    /**
     * No device is connected, and nothing else says what they do.
     *
     * @param seen when one was last; null for somebody who never had one
     */
    record Gone(@Nullable Instant seen) implements Stillness {}

    /**
     * By a person's devices and their running session together: who is active at any of them does
     * something, and what a client posts counts as much as a device.
     *
     * @param session the one that they have running; null for none
     */
    static Stillness of(Presence presence, @Nullable Session session) {
        @Nullable Instant since = presence.since();
        return switch (presence.state()) {
            case ACTIVE -> new Active(since == null ? Instant.EPOCH : since);
            case PAUSED -> new Paused();
            case IDLE -> {
                Instant input = since == null ? Instant.EPOCH : since;
                yield new Still(session == null ? input : later(input, lastDone(session)));
            }
            case OFFLINE ->
                    session == null ? new Gone(presence.lastSeen()) : offline(presence, session);
        };
    }

    /**
     * A session runs, and no device is connected. If one was after the last that is known of the
     * session, what is done there now will be told later.
     */
    private static Stillness offline(Presence presence, Session session) {
        Instant last = lastDone(session);
        @Nullable Instant seen = presence.lastSeen();
        return seen != null && seen.isAfter(last) ? new Gone(seen) : new Still(last);
    }

    private static Instant lastDone(Session session) {
        @Nullable Instant last = session.lastActivityAt();
        return last == null ? session.startTime() : last;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
