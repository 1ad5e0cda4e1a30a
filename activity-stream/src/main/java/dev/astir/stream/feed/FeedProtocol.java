package dev.astir.stream.feed;

/** The names and numbers that every transport of the feed shares. */
public final class FeedProtocol {
    /** The WebSocket subprotocol that is spoken. */
    public static final String SUBPROTOCOL = "astir.v1";

    /** Before a token that a page sends as a second subprotocol; never to be echoed. */
    public static final String BEARER_SUBPROTOCOL = "bearer.";

    /** The most bytes that a client's message may have. */
    public static final int LARGEST_MESSAGE = 64 << 10;

    private FeedProtocol() {}
}
