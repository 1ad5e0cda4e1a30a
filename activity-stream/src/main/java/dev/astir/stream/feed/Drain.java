package dev.astir.stream.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Sends a hub's sessions away, a few at a time. Belongs to the hub's thread. */
final class Drain {
    private static final Duration SLICE = Duration.ofMillis(50);

    private final HubLoop loop;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /** Those who were not told yet, and those of whom it is not known. */
    private Deque<FeedSession> left = new ArrayDeque<>();

    private final Set<FeedSession> open = new HashSet<>();
    private boolean isDraining;
    private long slices;

    Drain(HubLoop loop) {
        this.loop = loop;
    }

    /** Completes when everybody was told; also for other threads. */
    CompletableFuture<Void> done() {
        return done.copy();
    }

    void begin(List<FeedSession> sessions, Duration spread) {
        long wanted = Math.max(1, spread.dividedBy(SLICE));
        if (isDraining) {
            slices = Math.min(slices, wanted);
        } else {
            isDraining = true;
            slices = wanted;
            open.addAll(sessions);
            left.addAll(sessions);
            slice();
        }
        if (slices == 1) {
            sendAway(left.size());
        }
        completeIfEmpty();
    }

    /** A session has begun. */
    void entered(FeedSession session) {
        if (isDraining) {
            open.add(session);
            session.close(CloseCode.GOING_AWAY);
        }
    }

    /** A session has ended. */
    void ended(FeedSession session) {
        if (isDraining) {
            open.remove(session);
            completeIfEmpty();
        }
    }

    private void slice() {
        sendAway((int) ((left.size() + slices - 1) / slices));
        slices = Math.max(1, slices - 1);
        if (!left.isEmpty()) {
            loop.after(SLICE, this::slice);
        }
    }

    private void sendAway(int count) {
        for (int i = 0; i < count && !left.isEmpty(); i++) {
            left.remove().close(CloseCode.GOING_AWAY);
        }
    }

    private void completeIfEmpty() {
        if (open.isEmpty()) {
            done.complete(null);
        }
    }
}
