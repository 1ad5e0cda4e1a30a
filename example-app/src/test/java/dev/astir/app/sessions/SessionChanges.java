package dev.astir.app.sessions;

import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what the app announced about sessions. Safe for use by many threads. */
@Singleton
public class SessionChanges {

    private final Queue<SessionChanged> changes = new ConcurrentLinkedQueue<>();
    private final Set<UUID> failing = ConcurrentHashMap.newKeySet();

    @EventListener
    void on(SessionChanged change) {
        changes.add(change);
        if (failing.contains(change.session().id())) {
            throw new IllegalStateException("a listener that fails, for a test");
        }
    }

    /** From now on, the changes of this session fail. */
    void failAt(UUID sessionId) {
        failing.add(sessionId);
    }

    /** Those of one session, in the order in which they were announced. */
    public List<SessionChanged> of(UUID sessionId) {
        return changes.stream().filter(change -> change.session().id().equals(sessionId)).toList();
    }
}
