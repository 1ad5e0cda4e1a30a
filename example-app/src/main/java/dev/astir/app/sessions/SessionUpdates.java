package dev.astir.app.sessions;

import dev.astir.app.platform.Later;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes on the changes of sessions: the first at once, and of what follows within {@link
 * #INTERVAL} only the newest, at its end. A change that is older than what was passed on is
 * dropped.
 *
 * <p>Safe for concurrent use.
 */
final class SessionUpdates {

    static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Later later;
    private final Consumer<Session> target;

    /** The sessions that changed within the last interval. */
    private final Map<UUID, Recent> recent = new HashMap<>();

    private static final class Recent {
        private long sentVersion;
        private @Nullable Session next;
    }

    /**
     * @param target called for one session at a time, one call after the other
     */
    SessionUpdates(Later later, Consumer<Session> target) {
        this.later = later;
        this.target = target;
    }

    synchronized void changed(Session session) {
        Recent known = recent.get(session.id());
        if (known == null) {
            Recent first = new Recent();
            recent.put(session.id(), first);
            send(session, first);
        } else {
            Session waiting = known.next;
            long newest = waiting == null ? known.sentVersion : waiting.version();
            if (session.version() > newest) {
                known.next = session;
            }
        }
    }

    private void send(Session session, Recent state) {
        state.sentVersion = session.version();
        state.next = null;
        // First, so that a target that fails does not end the updates of this session.
        later.run(INTERVAL, () -> intervalEnded(session.id()));
        target.accept(session);
    }

    private synchronized void intervalEnded(UUID id) {
        Recent state = recent.get(id);
        if (state == null) {
            return;
        }
        Session next = state.next;
        if (next == null) {
            recent.remove(id);
        } else {
            send(next, state);
        }
    }
}
