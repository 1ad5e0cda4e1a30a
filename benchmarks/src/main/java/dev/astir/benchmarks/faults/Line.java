package dev.astir.benchmarks.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One WebSocket to a node, and the messages that came by it. Thread-safe. */
final class Line implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    /** Connects. */
    Line(URI node, String path, String protocol, String key) {
        URI address = URI.create(node.toString().replaceFirst("^http", "ws")).resolve(path);
        socket =
                CLIENT.newWebSocketBuilder()
                        .subprotocols(protocol)
                        .header("Authorization", "Bearer " + key)
                        .buildAsync(address, new Listener())
                        .join();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence part, boolean isLast) {
            text.append(part);
            if (isLast) {
                received.add(json(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void say(String text) {
        Object unused = socket.sendText(text, true).join();
    }

    /** The next message of this kind; those before it are left out. Null if none comes in time. */
    @Nullable JsonNode next(Predicate<JsonNode> kind, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        JsonNode message;
        do {
            message = received.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } while (message != null && !kind.test(message));
        return message;
    }

    /** Without a word, as a node that was killed does. */
    @Override
    public void close() {
        socket.abort();
    }
}
