package dev.astir.stream.feed;

import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Where a session's messages go: a socket, a response, or the embedder's own code. The session
 * calls it one call at a time, in order. No method may block.
 *
 * <p>A sink that lives on an event loop names it, and is called on its thread, in one task for all
 * the sinks of that loop. Any other one is called where {@link #execute} leads.
 */
public interface FeedSink {

    /** Takes a message. */
    void send(FeedMessage message);

    /** Takes several messages that belong together, as one piece if the transport can. */
    default void send(FeedFrame frame) {
        for (FeedMessage message : frame.messages()) {
            send(message);
        }
    }

    /** Everything of this turn was sent: now is the time to flush. */
    default void flush() {}

    /**
     * Whether it takes more now. Once it says false, whoever owns the sink calls {@link
     * FeedSession#resume} when there is room again.
     */
    default boolean isWritable() {
        return true;
    }

    /**
     * How many bytes it has taken and not yet passed on; they count against the session's bound.
     */
    default long pendingBytes() {
        return 0;
    }

    /** The session has ended, and nothing follows. Called once. */
    default void close(CloseCode code) {}

    /** Runs a turn of the session: on the connection's own thread, if it has one. */
    default void execute(Runnable turn) {
        turn.run();
    }

    /**
     * The single thread that this sink lives on; null if there is none. Always answers the same.
     * Sinks of one event loop share their work, and {@link #execute} is not asked.
     */
    default @Nullable ScheduledExecutorService eventLoop() {
        return null;
    }
}
