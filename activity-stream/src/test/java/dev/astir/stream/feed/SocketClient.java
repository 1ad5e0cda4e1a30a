package dev.astir.stream.feed;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A client of the JDK that remembers what it hears. */
public final class SocketClient implements WebSocket.Listener, AutoCloseable {
    static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final List<Map<String, Object>> messages = new ArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<Void> ponged = new CompletableFuture<>();
    private final CompletableFuture<WebSocket> connected;
    private int frames;
    private volatile long closedAt;

    public SocketClient(URI uri, Map<String, String> headers, String... protocols) {
        this(uri, headers, List.of(protocols));
        socket();
    }

    /** Begins to connect. */
    private SocketClient(URI uri, Map<String, String> headers, List<String> protocols) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        headers.forEach(builder::header);
        if (!protocols.isEmpty()) {
            List<String> others = protocols.subList(1, protocols.size());
            builder.subprotocols(protocols.get(0), others.toArray(String[]::new));
        }
        connected = builder.buildAsync(uri, this).orTimeout(20, TimeUnit.SECONDS);
    }

    /** Connects so many at once. */
    public static List<SocketClient> connect(LiveServer server, String token, int count) {
        List<String> protocols = List.of("astir.v1", "bearer." + token);
        List<SocketClient> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new SocketClient(server.webSocket(), Map.of(), protocols));
        }
        all.forEach(SocketClient::socket);
        return all;
    }

    private WebSocket socket() {
        return connected.join();
    }

    public String protocol() {
        return socket().getSubprotocol();
    }

    public void send(String text) {
        socket().sendText(text, true).join();
    }

    public void sendPart(String text) {
        socket().sendText(text, false).join();
    }

    public void sendBinary(byte[] bytes) {
        socket().sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    public void sendPing() {
        socket().sendPing(ByteBuffer.wrap(new byte[] {1})).join();
    }

    public void sendClose() {
        socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /** Waits until there are so many messages of a type, and returns all of them. */
    public synchronized List<Map<String, Object>> await(String type, int count) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (messages(type).size() < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new IllegalStateException(
                        messages(type).size() + " messages are " + type + ", and not " + count);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return messages(type);
    }

    public synchronized List<Map<String, Object>> messages(String type) {
        return messages.stream().filter(message -> message.get("type").equals(type)).toList();
    }

    public synchronized int frames() {
        return frames;
    }

    public int awaitClosed() {
        return awaitClosed(LONGEST);
    }

    /** The same, for what takes longer. */
    public int awaitClosed(Duration longest) {
        return closed.orTimeout(longest.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** When it was closed, as {@link System#nanoTime}. */
    public long closedAt() {
        return closedAt;
    }

    public void awaitPong() {
        ponged.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public synchronized CompletionStage<?> onText(
            WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames++;
            messages.addAll(parse(partial.toString()));
            partial.setLength(0);
            notifyAll();
        }
        webSocket.request(1);
        return null;
    }

    /** The messages of a frame, which is one of them or an array. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> parse(String frame) {
        Object found = EventJson.readObject("{\"frame\":" + frame + "}").get("frame");
        return found instanceof List<?> list
                ? (List<Map<String, Object>>) list
                : List.of((Map<String, Object>) found);
    }

    @Override
    public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        ponged.complete(null);
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closedAt = System.nanoTime();
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        socket().abort();
    }
}
