package dev.astir.stream.feed;

/**
 * Where a session's messages go: a socket, a response, or the embedder's own code. The session
 * calls it one call at a time, in order, on {@link #execute}'s thread. No method may block.
 */
public interface FeedSink {

    /** Takes a message. */
    void send(FeedMessage message);

    /** Everything of this turn was sent: now is the time to flush. */
    default void flush() {}

    /**
     * Whether it takes more now. Once it says false, whoever owns the sink calls {@link
     * FeedSession#resume} when there is room again.
     */
    default boolean isWritable() {
        return true;
    }

    /** The session has ended, and nothing follows. Called once. */
    default void close(CloseCode code) {}

    /** Runs a turn of the session: on the connection's own thread, if it has one. */
    default void execute(Runnable turn) {
        turn.run();
    }
}
