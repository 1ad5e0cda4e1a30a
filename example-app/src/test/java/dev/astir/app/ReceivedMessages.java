package dev.astir.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a server sends over a WebSocket: one JSON message after the other, and at last the close
 * code. A frame may be one message or an array of them. Thread-safe.
 */
public final class ReceivedMessages implements WebSocket.Listener {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder begun = new StringBuilder();
    private final Consumer<JsonNode> check;
    private final AtomicReference<AssertionError> wrong = new AtomicReference<>();

    public ReceivedMessages() {
        this(message -> {});
    }

    /**
     * @param check throws an {@link AssertionError} for a message that must not come; whoever asks
     *     for a message then, or for {@link #assertNothingWrong}, gets it
     */
    public ReceivedMessages(Consumer<JsonNode> check) {
        this.check = check;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        begun.append(data);
        if (last) {
            try {
                JsonNode frame = JSON.readTree(begun.toString());
                if (frame.isArray()) {
                    frame.forEach(this::add);
                } else {
                    add(frame);
                }
            } catch (IOException e) {
                closed.completeExceptionally(new UncheckedIOException(begun.toString(), e));
            }
            begun.setLength(0);
        }
        socket.request(1);
        return null;
    }

    private void add(JsonNode message) {
        try {
            check.accept(message);
        } catch (AssertionError e) {
            wrong.compareAndSet(null, e);
        }
        messages.add(message);
    }

    /** Fails if a message came that must not come. */
    public void assertNothingWrong() {
        AssertionError error = wrong.getAndSet(null);
        if (error != null) {
            throw error;
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        closed.completeExceptionally(error);
    }

    /** The next message; fails if none comes within a minute. */
    public JsonNode next() {
        return next(message -> true);
    }

    /** The next message of this kind; others are skipped. */
    public JsonNode next(Predicate<JsonNode> kind) {
        List<JsonNode> skipped = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode message = poll(deadline - System.nanoTime());
            assertNothingWrong();
            if (message == null) {
                throw new AssertionError(
                        "no such message within %s, but %s%s"
                                .formatted(
                                        PATIENCE,
                                        skipped,
                                        closed.isDone() ? ", and then the end: " + closed : ""));
            }
            if (kind.test(message)) {
                return message;
            }
            skipped.add(message);
        }
    }

    /** Skips until a message of each of these kinds has come, in whatever order. */
    public void nextOfEach(List<Predicate<JsonNode>> kinds) {
        List<Predicate<JsonNode>> awaited = new ArrayList<>(kinds);
        while (!awaited.isEmpty()) {
            JsonNode found = next(message -> awaited.stream().anyMatch(kind -> kind.test(message)));
            awaited.removeIf(kind -> kind.test(found));
        }
    }

    /** Every message of this kind that comes within a time. */
    public List<JsonNode> within(Duration time, Predicate<JsonNode> kind) {
        List<JsonNode> found = new ArrayList<>();
        long deadline = System.nanoTime() + time.toNanos();
        JsonNode message;
        while ((message = poll(deadline - System.nanoTime())) != null) {
            if (kind.test(message)) {
                found.add(message);
            }
        }
        return found;
    }

    private JsonNode poll(long nanos) {
        try {
            return messages.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The close code, once the server closed. */
    public int closeCode() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
