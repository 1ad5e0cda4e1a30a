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
import org.awaitility.Awaitility;

/** A client of the JDK that remembers what it hears. */
public final class SocketClient implements WebSocket.Listener, AutoCloseable {
    static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<Map<String, Object>> messages = new ArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<Void> ponged = new CompletableFuture<>();
    private final WebSocket socket;
    private boolean isReading = true;
    private int frames;

    public SocketClient(URI uri, Map<String, String> headers, String... protocols) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        headers.forEach(builder::header);
        if (protocols.length > 0) {
            String[] others =
                    List.of(protocols).subList(1, protocols.length).toArray(String[]::new);
            builder.subprotocols(protocols[0], others);
        }
        socket = builder.buildAsync(uri, this).orTimeout(20, TimeUnit.SECONDS).join();
    }

    public String protocol() {
        return socket.getSubprotocol();
    }

    public void send(String text) {
        socket.sendText(text, true).join();
    }

    public void sendPart(String text) {
        socket.sendText(text, false).join();
    }

    public void sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    public void sendPing() {
        socket.sendPing(ByteBuffer.wrap(new byte[] {1})).join();
    }

    public void sendClose() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    public List<Map<String, Object>> await(String type, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> messages(type).size() >= count);
        return messages(type);
    }

    public synchronized List<Map<String, Object>> messages(String type) {
        return messages.stream().filter(message -> message.get("type").equals(type)).toList();
    }

    public synchronized int frames() {
        return frames;
    }

    public int awaitClosed() {
        return awaitClosed(Duration.ofSeconds(20));
    }

    /** The same, for what takes longer, such as a reader that is found to be slow. */
    public int awaitClosed(Duration longest) {
        return closed.orTimeout(longest.toSeconds(), TimeUnit.SECONDS).join();
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
            read(partial.toString());
            partial.setLength(0);
        }
        if (isReading) {
            webSocket.request(1);
        }
        return null;
    }

    @SuppressWarnings("unchecked")
    private void read(String frame) {
        Object found = EventJson.readObject("{\"frame\":" + frame + "}").get("frame");
        for (Object message : found instanceof List<?> list ? list : List.of(found)) {
            messages.add((Map<String, Object>) message);
        }
    }

    @Override
    public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        ponged.complete(null);
        webSocket.request(1);
        return null;
    }

    /** At most one more message is read from now on. */
    public synchronized void stopReading() {
        isReading = false;
    }

    public synchronized void goOnReading() {
        isReading = true;
        socket.request(1);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
