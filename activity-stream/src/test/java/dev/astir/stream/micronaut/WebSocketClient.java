package dev.astir.stream.micronaut;

import dev.astir.stream.feed.EventJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A client of the JDK that remembers what it hears. */
final class WebSocketClient implements WebSocket.Listener, AutoCloseable {
    static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<Map<String, Object>> messages = new ArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;
    private boolean isReading = true;

    WebSocketClient(URI uri, Map<String, String> headers, String... protocols) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        headers.forEach(builder::header);
        if (protocols.length > 0) {
            String[] others =
                    List.of(protocols).subList(1, protocols.length).toArray(String[]::new);
            builder.subprotocols(protocols[0], others);
        }
        socket = builder.buildAsync(uri, this).orTimeout(20, TimeUnit.SECONDS).join();
    }

    String protocol() {
        return socket.getSubprotocol();
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    void sendClose() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    List<Map<String, Object>> await(String type, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> messages(type).size() >= count);
        return messages(type);
    }

    synchronized List<Map<String, Object>> messages(String type) {
        return messages.stream().filter(message -> message.get("type").equals(type)).toList();
    }

    int awaitClosed() {
        return closed.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public synchronized CompletionStage<?> onText(
            WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            read(partial.toString());
            partial.setLength(0);
        }
        if (isReading) {
            webSocket.request(1);
        }
        return null;
    }

    /** A frame is one message, or an array of them. */
    @SuppressWarnings("unchecked")
    private void read(String frame) {
        Object content = EventJson.readObject("{\"frame\":" + frame + "}").get("frame");
        if (content instanceof List<?> list) {
            list.forEach(one -> messages.add((Map<String, Object>) one));
        } else {
            messages.add((Map<String, Object>) content);
        }
    }

    /** At most one more frame is read from now on. */
    synchronized void stopReading() {
        isReading = false;
    }

    synchronized void goOnReading() {
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
