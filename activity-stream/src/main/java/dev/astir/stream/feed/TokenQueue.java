package dev.astir.stream.feed;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fresh tokens of one reader that were not judged yet. The newest of each session counts, and
 * one is judged after the other, so that however many a reader sends, one thread at most is held by
 * it. Thread-safe.
 */
final class TokenQueue {
    private static final Logger LOG = LoggerFactory.getLogger(TokenQueue.class);

    private final Map<FeedSession, String> waiting = new LinkedHashMap<>(2);
    private boolean isBusy;

    /**
     * Judges a token when it is its turn, unless a newer one of its session has come by then.
     *
     * @param executor for what may block
     * @param judge what is done with the session and the token; may block
     */
    void offer(
            FeedSession session,
            String token,
            Executor executor,
            BiConsumer<FeedSession, String> judge) {
        synchronized (this) {
            waiting.put(session, token);
            if (isBusy) {
                return;
            }
            isBusy = true;
        }
        next(executor, judge);
    }

    private void next(Executor executor, BiConsumer<FeedSession, String> judge) {
        Map.Entry<FeedSession, String> entry = poll();
        if (entry == null) {
            return;
        }
        try {
            executor.execute(() -> {
                try {
                    if (entry.getKey().isOpen()) {
                        judge.accept(entry.getKey(), entry.getValue());
                    }
                } finally {
                    next(executor, judge);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("the node goes away, and judges nothing any more", e);
            stop();
        }
    }

    private synchronized Map.@Nullable Entry<FeedSession, String> poll() {
        Iterator<Map.Entry<FeedSession, String>> entries = waiting.entrySet().iterator();
        if (!entries.hasNext()) {
            isBusy = false;
            return null;
        }
        Map.Entry<FeedSession, String> entry = Map.Entry.copyOf(entries.next());
        entries.remove();
        return entry;
    }

    private synchronized void stop() {
        waiting.clear();
        isBusy = false;
    }
}
