package dev.astir.benchmarks.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/**
 * The peer: the same people in a list, by one script of twenty lines, one stylesheet and one answer
 * of the API, which is the app's own. Nothing is live, nothing can be sorted, found or opened: less
 * than this no page can be that shows who is here. Served from memory, compressed as the app's
 * files are, and as cacheable.
 */
final class PlainPage implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Shows what the app answers to {@code GET /api/presence}. */
    PlainPage(String presence) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        serve(Landmark.PERSON.path, "text/html", resource("plain.html"), "no-cache");
        serve("/plain.css", "text/css", resource("plain.css"), "max-age=31536000");
        serve("/plain.js", "text/javascript", resource("plain.js"), "max-age=31536000");
        byte[] answer = presence.getBytes(StandardCharsets.UTF_8);
        serve("/api/presence", "application/json", answer, "no-store");
        server.start();
    }

    private void serve(String path, String type, byte[] content, String caching)
            throws IOException {
        byte[] compressed = gzip(content);
        Map<String, String> headers =
                Map.of(
                        "Content-Type",
                        type + "; charset=utf-8",
                        "Content-Encoding",
                        "gzip",
                        "Cache-Control",
                        caching);
        server.createContext(path, exchange -> answer(exchange, headers, compressed));
    }

    private static void answer(HttpExchange exchange, Map<String, String> headers, byte[] content)
            throws IOException {
        try (exchange) {
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(PlainPage.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
