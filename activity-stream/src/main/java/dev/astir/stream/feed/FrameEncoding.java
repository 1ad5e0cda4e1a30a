package dev.astir.stream.feed;

/**
 * How a transport writes a frame, where the result is worth sharing: it is made once for all the
 * sinks of an event loop. Stateless.
 *
 * @param <T> what is written, for example a buffer with a count of references
 */
public interface FrameEncoding<T> {

    /** Encodes a frame. */
    T encode(FeedFrame frame);

    /** Lets the encoded form go, after the last of the sinks was called. */
    void release(T encoded);
}
