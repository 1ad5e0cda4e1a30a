package dev.astir.app.privacy;

import dev.astir.app.platform.Background;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Erasures of this node, one at a time and in order, since each may read a feed of years: however
 * many are asked for, they hold one of the connections that all organizations share. A person is in
 * it once. Thread-safe.
 */
@Singleton
class ErasureQueue {

    private final Executor executor;
    private final Map<UUID, CompletableFuture<Void>> open = new HashMap<>();
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    private volatile boolean stopped;

    @Inject
    ErasureQueue(Background background) {
        this((Executor) background);
    }

    ErasureQueue(Executor executor) {
        this.executor = executor;
    }

    /**
     * Does it after those that were asked for before; for somebody who is waiting or being erased
     * it is that erasure.
     *
     * @return its end, with what it threw
     */
    synchronized CompletableFuture<Void> add(UUID userId, Runnable erasure) {
        CompletableFuture<Void> same = open.get(userId);
        if (same != null) {
            return same;
        }
        CompletableFuture<Void> own =
                last.handle((result, error) -> result)
                        .thenRunAsync(() -> run(userId, erasure), executor);
        open.put(userId, own);
        last = own;
        return own;
    }

    private void run(UUID userId, Runnable erasure) {
        try {
            // What waits then is another node's, or is done after the next start.
            if (!stopped) {
                erasure.run();
            }
        } finally {
            synchronized (this) {
                open.remove(userId);
            }
        }
    }

    /** Nothing more begins. */
    @EventListener
    void stop(ShutdownEvent event) {
        stopped = true;
    }
}
