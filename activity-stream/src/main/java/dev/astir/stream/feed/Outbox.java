package dev.astir.stream.feed;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The frames that a session has not written yet, with a bound. Thread-safe. */
final class Outbox {
    /** A session that is this far behind is closed, so that it costs nobody else memory. */
    static final int MOST_MESSAGES = 1_000;

    /** With what the transport and the heap add, less than 1 MB. */
    static final int MOST_BYTES = 800_000;

    /** About what a message takes beside its bytes. */
    private static final int OVERHEAD = 64;

    /** Below this, a replay may go on. */
    private static final int ROOMY_MESSAGES = 100;

    private static final int ROOMY_BYTES = 64 << 10;

    /** Most sessions never need one. */
    private @Nullable Queue<FeedFrame> queue;

    private int messages;
    private int bytes;

    /**
     * Adds live messages; false if there is no room for them.
     *
     * @param elsewhere bytes that the transport holds for this session
     */
    synchronized boolean offer(FeedFrame frame, long elsewhere) {
        if (messages + frame.messages().size() > MOST_MESSAGES
                || elsewhere + bytes + cost(frame) > MOST_BYTES) {
            return false;
        }
        add(frame);
        return true;
    }

    /** Adds a message that must get through: an answer, a snapshot, a part of a paced replay. */
    synchronized void add(FeedFrame frame) {
        if (queue == null) {
            queue = new ArrayDeque<>(4);
        }
        queue.add(frame);
        messages += frame.messages().size();
        bytes += cost(frame);
    }

    synchronized @Nullable FeedFrame poll() {
        FeedFrame frame = queue == null ? null : queue.poll();
        if (frame != null) {
            messages -= frame.messages().size();
            bytes -= cost(frame);
            if (messages == 0) {
                queue = null;
            }
        }
        return frame;
    }

    synchronized boolean isRoomy() {
        return messages <= ROOMY_MESSAGES && bytes <= ROOMY_BYTES;
    }

    synchronized int bytes() {
        return bytes;
    }

    synchronized boolean isEmpty() {
        return messages == 0;
    }

    synchronized void clear() {
        queue = null;
        messages = 0;
        bytes = 0;
    }

    private static int cost(FeedFrame frame) {
        return frame.size() + OVERHEAD * frame.messages().size();
    }
}
