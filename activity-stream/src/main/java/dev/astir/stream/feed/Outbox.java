package dev.astir.stream.feed;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The messages that a session has not written yet, with a bound. Thread-safe. */
final class Outbox {
    /** A session that is this far behind is closed, so that it costs nobody else memory. */
    static final int MOST_MESSAGES = 1_000;

    static final int MOST_BYTES = 1 << 20;

    /** Below this, a replay may go on. */
    private static final int ROOMY_MESSAGES = 100;

    private static final int ROOMY_BYTES = 64 << 10;

    private final Queue<FeedMessage> queue = new ArrayDeque<>();
    private int bytes;

    /** Adds a live message; false if there is no room for it. */
    synchronized boolean offer(FeedMessage message) {
        if (queue.size() >= MOST_MESSAGES || bytes + message.bytes().length > MOST_BYTES) {
            return false;
        }
        add(message);
        return true;
    }

    /** Adds a message that must get through: an answer, a snapshot, a part of a paced replay. */
    synchronized void add(FeedMessage message) {
        queue.add(message);
        bytes += message.bytes().length;
    }

    synchronized @Nullable FeedMessage poll() {
        FeedMessage message = queue.poll();
        if (message != null) {
            bytes -= message.bytes().length;
        }
        return message;
    }

    synchronized boolean isRoomy() {
        return queue.size() <= ROOMY_MESSAGES && bytes <= ROOMY_BYTES;
    }

    synchronized boolean isEmpty() {
        return queue.isEmpty();
    }

    synchronized void clear() {
        queue.clear();
        bytes = 0;
    }
}
