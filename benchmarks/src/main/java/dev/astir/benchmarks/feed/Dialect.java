package dev.astir.benchmarks.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.Map;

/**
 * How one subscribes at a server. Immutable.
 *
 * @param transport WebSocket or SSE
 * @param path what is asked for
 * @param headers further headers of the request
 * @param steps what is awaited and then said, in this order, after the answer's head
 * @param pings texts that are answered, and how
 */
public record Dialect(
        Transport transport,
        String path,
        List<String> headers,
        List<Step> steps,
        Map<String, String> pings) {

    /** How events travel. */
    public enum Transport {
        WEB_SOCKET("WebSocket"),
        SSE("SSE");

        private final String text;

        Transport(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * A step of subscribing.
     *
     * @param awaited what a text of the server holds; empty awaits nothing
     * @param answer what is said then; empty says nothing
     */
    public record Step(String awaited, String answer) {}

    /** A server that sends everything to everybody who connects. */
    static Dialect plain(Transport transport, String path) {
        return new Dialect(transport, path, List.of(), List.of(), Map.of());
    }

    /** The request that opens a connection. */
    byte[] request() {
        StringBuilder request = new StringBuilder();
        request.append("GET ").append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        if (transport == Transport.WEB_SOCKET) {
            request.append("Connection: Upgrade\r\nUpgrade: websocket\r\n")
                    .append("Sec-WebSocket-Version: 13\r\n")
                    .append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        } else {
            request.append("Accept: text/event-stream\r\n");
        }
        headers.forEach(header -> request.append(header).append("\r\n"));
        return request.append("\r\n").toString().getBytes(US_ASCII);
    }
}
