package dev.astir.stream.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.astir.stream.StreamPosition;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One message of the protocol, encoded once and shared by all sessions that get it. The bytes must
 * not be changed. Thread-safe.
 */
public final class FeedMessage {
    private final String type;
    private final @Nullable StreamPosition position;
    private final @Nullable SubscriptionName name;

    /** Without the name, shared by all subscriptions whatever they are called. */
    private final byte[] bytes;

    // Written by whoever needs it first; two who write it at once write the same.
    private volatile byte @Nullable [] serverSentEvent;

    FeedMessage(String type, @Nullable StreamPosition position, String json) {
        this(type, position, null, json.getBytes(UTF_8));
    }

    private FeedMessage(
            String type,
            @Nullable StreamPosition position,
            @Nullable SubscriptionName name,
            byte[] bytes) {
        this.type = type;
        this.position = position;
        this.name = name;
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
        return name == null ? this : new FeedMessage(type, position, name, bytes);
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
        return new String(bytes(), UTF_8);
    }

    /**
     * The message as JSON in UTF-8, shared: not to be changed. One for a subscription that has a
     * name is copied for this; {@link #writeTo} spares that.
     */
    public byte[] bytes() {
        if (name == null) {
            return bytes;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(size());
        writeTo(all::write);
        return all.toByteArray();
    }

    /** How many bytes there are of it. */
    public int size() {
        return name == null ? bytes.length : name.head().length + bytes.length - 1;
    }

    /** Writes the message as JSON in UTF-8, in parts of arrays that are not to be changed. */
    public void writeTo(Target target) {
        if (name == null) {
            target.write(bytes, 0, bytes.length);
        } else {
            // The name's part ends where the object's first member begins.
            byte[] head = name.head();
            target.write(head, 0, head.length);
            target.write(bytes, 1, bytes.length - 1);
        }
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

    /** What takes parts of arrays. */
    @FunctionalInterface
    public interface Target {

        /** Takes so many bytes from an offset on. */
        void write(byte[] bytes, int offset, int length);
    }
}
