package dev.astir.benchmarks.feed;

/** How the bare servers answer. Stateless. */
final class HttpAnswer {
    private HttpAnswer() {}

    static String head(boolean isSocket) {
        return isSocket
                ? "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\n\r\n"
                : "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n";
    }
}
