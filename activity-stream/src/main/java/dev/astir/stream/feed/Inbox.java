package dev.astir.stream.feed;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a client has asked for and the hub has not come to, with a bound. One after the other is
 * done, the next when the answer to the one before has come to the session's outbox; so a client
 * that asks faster than it is answered fills this, and nothing else. Thread-safe.
 */
final class Inbox {
    /** All subscriptions of a client that comes back are far fewer. */
    static final int MOST_MESSAGES = 128;

    /** A single message may have half of it. */
    static final int MOST_BYTES = 256 << 10;

    /** Whatever the alphabet. */
    private static final int BYTES_OF_A_CHARACTER = 2;

    /** Does a piece of work where it belongs, and later the next one. */
    private final Consumer<Runnable> hub;

    /** Runs a task after the answers that were given until now. */
    private final Consumer<Runnable> afterAnswers;

    /** Most sessions never need one for long. */
    private @Nullable Queue<Request> waiting;

    private int bytes;
    private boolean isBusy;

    Inbox(Consumer<Runnable> hub, Consumer<Runnable> afterAnswers) {
        this.hub = hub;
        this.afterAnswers = afterAnswers;
    }

    /**
     * Does something when its turn comes.
     *
     * @param length how long the message was that asks for it, in characters
     * @return false if too much waits already
     */
    boolean offer(Runnable work, int length) {
        synchronized (this) {
            if (waiting == null) {
                waiting = new ArrayDeque<>(4);
            }
            int more = BYTES_OF_A_CHARACTER * length;
            if (waiting.size() >= MOST_MESSAGES || bytes + more > MOST_BYTES) {
                return false;
            }
            waiting.add(new Request(work, more));
            bytes += more;
            if (isBusy) {
                return true;
            }
            isBusy = true;
        }
        hub.accept(this::next);
        return true;
    }

    /** About what takes in memory what waits. */
    synchronized int bytes() {
        return bytes;
    }

    /** Nothing of what waits is done. */
    synchronized void clear() {
        waiting = null;
        bytes = 0;
    }

    private void next() {
        Request request = poll();
        if (request != null) {
            try {
                request.work.run();
            } finally {
                afterAnswers.accept(() -> hub.accept(this::next));
            }
        }
    }

    private synchronized @Nullable Request poll() {
        Request request = waiting == null ? null : waiting.poll();
        if (request == null) {
            waiting = null;
            isBusy = false;
        } else {
            bytes -= request.bytes;
        }
        return request;
    }

    private record Request(Runnable work, int bytes) {}
}
