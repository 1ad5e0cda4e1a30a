package dev.astir.stream.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** Remembers what a session sends; can stop reading. */
public final class RecordingSink implements FeedSink {
    private final List<Map<String, Object>> messages = new ArrayList<>();
    private @Nullable CloseCode closed;
    private volatile boolean writable = true;

    @Override
    public synchronized void send(FeedMessage message) {
        messages.add(EventJson.readObject(message.json()));
    }

    @Override
    public boolean isWritable() {
        return writable;
    }

    @Override
    public synchronized void close(CloseCode code) {
        if (closed != null) {
            throw new IllegalStateException("closed twice");
        }
        closed = code;
    }

    public void writable(boolean writable) {
        this.writable = writable;
    }

    public synchronized @Nullable CloseCode closed() {
        return closed;
    }

    public synchronized List<Map<String, Object>> messages() {
        return List.copyOf(messages);
    }

    public List<Map<String, Object>> messages(String type) {
        return messages().stream().filter(message -> message.get("type").equals(type)).toList();
    }

    public List<Map<String, Object>> await(String type, int count) {
        waiting().until(() -> messages(type).size() >= count);
        return messages(type);
    }

    public CloseCode awaitClosed() {
        waiting().until(() -> closed() != null);
        return closed();
    }

    /** The event types of what was put, in the order of arrival. */
    @SuppressWarnings("unchecked")
    public List<String> puts() {
        return messages("put").stream()
                .map(message ->
                        (String) ((Map<String, Object>) message.get("item")).get("eventType"))
                .toList();
    }

    private static ConditionFactory waiting() {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5));
    }
}
