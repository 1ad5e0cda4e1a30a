package dev.astir.app.sessions;

import io.micronaut.transaction.annotation.TransactionalEventListener;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what the app announced about sessions. Thread-safe. */
@Singleton
public class SessionChanges {

    private final Queue<SessionChanged> changes = new ConcurrentLinkedQueue<>();

    @TransactionalEventListener
    void on(SessionChanged change) {
        changes.add(change);
    }

    /** Those of one session, in the order in which they were announced. */
    public List<SessionChanged> of(UUID sessionId) {
        return changes.stream().filter(change -> change.session().id().equals(sessionId)).toList();
    }
}
