package dev.astir.stream.feed;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One or more messages that go out together, shared by all sessions that get the same ones. On a
 * WebSocket it is one text: the message, or an array of them; as server-sent events it is one event
 * after the other. Its messages never change.
 *
 * <p>Thread-safe, but for {@link #encoded}, which is for sinks of one event loop.
 */
public final class FeedFrame {
    /** No frame is longer than this, unless a single message is. */
    static final int MOST_BYTES = 64 << 10;

    static final int MOST_MESSAGES = 256;

    private final List<FeedMessage> messages;
    private final int size;

    // Made by whoever needs it first; two who make it at once make the same.
    private volatile @Nullable String json;
    private volatile byte @Nullable [] serverSentEvents;

    private @Nullable List<Encoded<?>> encodings;

    FeedFrame(List<FeedMessage> messages) {
        this.messages = List.copyOf(messages);
        int bytes = messages.size() == 1 ? 0 : messages.size() + 1;
        for (FeedMessage message : messages) {
            bytes += message.size();
        }
        this.size = bytes;
    }

    static FeedFrame of(FeedMessage message) {
        return new FeedFrame(List.of(message));
    }

    /** Cuts messages into frames, none longer than it may be. */
    static List<FeedFrame> split(List<FeedMessage> messages) {
        List<FeedFrame> frames = new ArrayList<>();
        int start = 0;
        int bytes = 0;
        for (int i = 0; i < messages.size(); i++) {
            int next = messages.get(i).size();
            if (i > start && (bytes + next > MOST_BYTES || i - start >= MOST_MESSAGES)) {
                frames.add(new FeedFrame(messages.subList(start, i)));
                start = i;
                bytes = 0;
            }
            bytes += next;
        }
        if (start < messages.size()) {
            frames.add(new FeedFrame(messages.subList(start, messages.size())));
        }
        return frames;
    }

    /** The messages, in order; at least one. */
    public List<FeedMessage> messages() {
        return messages;
    }

    /** How many bytes {@link #json} has in UTF-8. */
    public int size() {
        return size;
    }

    /** The frame as JSON text: a message, or an array of messages. */
    public String json() {
        String text = json;
        if (text == null) {
            text = messages.size() == 1 ? messages.get(0).json() : array();
            json = text;
        }
        return text;
    }

    /** The frame as server-sent events, shared: not to be changed. */
    public byte[] serverSentEvents() {
        byte[] bytes = serverSentEvents;
        if (bytes == null) {
            ByteArrayOutputStream all = new ByteArrayOutputStream(size + 64 * messages.size());
            messages.forEach(message -> all.writeBytes(message.serverSentEvent()));
            bytes = all.toByteArray();
            serverSentEvents = bytes;
        }
        return bytes;
    }

    /**
     * The frame as a transport writes it, made at the first call. Valid until the sink's method
     * returns; a sink that needs it longer keeps a reference of its own.
     */
    @SuppressWarnings("unchecked")
    public <T> T encoded(FrameEncoding<T> encoding) {
        List<Encoded<?>> all = encodings;
        if (all == null) {
            all = new ArrayList<>(2);
            encodings = all;
        }
        for (Encoded<?> one : all) {
            if (one.encoding == encoding) {
                return (T) one.value;
            }
        }
        T value = encoding.encode(this);
        all.add(new Encoded<>(encoding, value));
        return value;
    }

    /** Lets go what sinks have encoded; one that comes later encodes anew. */
    void release() {
        List<Encoded<?>> all = encodings;
        if (all != null) {
            encodings = null;
            all.forEach(Encoded::release);
        }
    }

    private String array() {
        StringBuilder text = new StringBuilder(size);
        String separator = "[";
        for (FeedMessage message : messages) {
            text.append(separator).append(message.json());
            separator = ",";
        }
        return text.append(']').toString();
    }

    @Override
    public String toString() {
        return json();
    }

    private record Encoded<T>(FrameEncoding<T> encoding, T value) {
        void release() {
            encoding.release(value);
        }
    }
}
