package dev.astir.stream.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.astir.stream.StreamPosition;
import org.jspecify.annotations.Nullable;

/**
 * One message of the protocol, encoded once and shared by all sessions that get it. The bytes must
 * not be changed. Thread-safe.
 */
public final class FeedMessage {
    private final String type;
    private final @Nullable StreamPosition position;
    private final byte[] bytes;

    // Written by whoever needs it first; two who write it at once write the same.
    private volatile byte @Nullable [] serverSentEvent;

    FeedMessage(String type, @Nullable StreamPosition position, String json) {
        this(type, position, json.getBytes(UTF_8));
    }

    private FeedMessage(String type, @Nullable StreamPosition position, byte[] bytes) {
        this.type = type;
        this.position = position;
        this.bytes = bytes;
    }

    /**
     * Tells a reader that did not keep up to load the page anew; for transports without close
     * codes.
     */
    public static FeedMessage slow() {
        return Messages.reset(FeedHub.ACTIVITIES, "slow");
    }

    /** The same message for a subscription that has a name; itself for one that has none. */
    FeedMessage named(@Nullable SubscriptionName name) {
        return name == null ? this : new FeedMessage(type, position, name.before(bytes));
    }

    /** The kind of message: subscribed, put, patch, remove, reset, error or ping. */
    public String type() {
        return type;
    }

    /** Where the feed stands after it; null if it moves nothing. */
    public @Nullable String position() {
        return position == null ? null : position.toString();
    }

    /** The message as JSON text. */
    public String json() {
        return new String(bytes, UTF_8);
    }

    /** The message as JSON in UTF-8, shared: not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The message as a server-sent event, shared: not to be changed. */
    public byte[] serverSentEvent() {
        byte[] encoded = serverSentEvent;
        if (encoded == null) {
            encoded = (eventFields() + json() + "\n\n").getBytes(UTF_8);
            serverSentEvent = encoded;
        }
        return encoded;
    }

    /**
     * What stands before the JSON in a server-sent event; two line ends follow it. JSON escapes
     * line ends, so the data is one line.
     */
    public String eventFields() {
        return "event: " + type + "\n" + idLine() + "data: ";
    }

    private String idLine() {
        if (type.equals(Messages.RESET)) {
            // An empty id makes a browser forget its last one: what it had is of no use any more.
            return "id:\n";
        }
        return position == null || type.equals(Messages.SUBSCRIBED) ? "" : "id: " + position + "\n";
    }

    @Override
    public String toString() {
        return json();
    }
}
