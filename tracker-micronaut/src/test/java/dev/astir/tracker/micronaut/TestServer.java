package dev.astir.tracker.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.ActivityTracker;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A Micronaut server on a free port of the loopback, and a client for it. */
final class TestServer implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final EmbeddedServer server;
    private final String host;
    private final int port;

    TestServer(Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("micronaut.server.host", "127.0.0.1");
        all.put("micronaut.server.port", -1);
        all.put("endpoints.health.details-visible", "ANONYMOUS");
        all.put("micronaut.security.reject-not-found", false);
        all.putIfAbsent("astir.tracker.flush-interval", "1h");
        all.putIfAbsent("astir.tracker.shutdown-timeout", "30s");
        server = ApplicationContext.run(EmbeddedServer.class, all);
        host = server.getHost();
        port = server.getPort();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.getURI() + path))
                .timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String contentType, String body)
            throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    /** A connection that says and hears exactly what the test says. */
    Socket connect() throws IOException {
        Socket socket = new Socket(host, port);
        socket.setSoTimeout(30_000);
        return socket;
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return CLIENT.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<WebSocket> openWebSocket(String path) {
        URI uri = URI.create("ws://" + host + ":" + port + path);
        return CLIENT.newWebSocketBuilder().buildAsync(uri, new WebSocket.Listener() {});
    }

    <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    boolean has(Class<?> type) {
        return server.getApplicationContext().containsBean(type);
    }

    ActivityTracker tracker() {
        return bean(ActivityTracker.class);
    }

    void flush() {
        assertThat(tracker().flush(Duration.ofSeconds(30))).isTrue();
    }

    /** Ends as the context's end, and not as the server's. */
    void closeContext() {
        server.getApplicationContext().close();
    }

    @Override
    public void close() {
        server.close();
    }
}
