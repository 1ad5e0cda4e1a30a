package dev.astir.stream.element;

import com.microsoft.playwright.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A window that shows no feed, with a connection and its subscriptions. Confined to one thread. */
final class LivePage implements AutoCloseable {
    private final FeedPage window;
    private final List<WebSocket> sockets = new ArrayList<>();
    private final List<String> streams = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();

    LivePage(FeedPage window, ElementServer server, String feed, String transport) {
        this.window = window;
        window.page().onWebSocket(this::opened);
        window.page()
                .onRequest(request -> {
                    if (request.url().contains("/api/live/events")) {
                        streams.add(request.url());
                    }
                });
        window.visit(server, "alice", feed, "live.html?transport=" + transport);
        window.page().waitForFunction("window.page");
    }

    private void opened(WebSocket socket) {
        sockets.add(socket);
        sent.clear();
        socket.onFrameSent(frame -> sent.add(frame.text()));
    }

    /** Subscribes under a name of the test's own. */
    void subscribe(String name, String channel, Map<String, ?> options) {
        evaluate("([n, c, o]) => page.subscribe(n, c, o)", List.of(name, channel, options));
    }

    /** The same, with a handler that throws. */
    void subscribeFailing(String name, String channel) {
        evaluate("([n, c]) => page.subscribe(n, c, {}, true)", List.of(name, channel));
    }

    void close(String name) {
        evaluate("n => page.close(n)", name);
    }

    void awaitTypes(String name, String... types) {
        await("([n, all]) => page.types(n).join() === all", name, String.join(",", types));
    }

    void awaitTexts(String name, String... texts) {
        await("([n, all]) => page.texts(n).join() === all", name, String.join(",", texts));
    }

    private void await(String condition, String name, String expected) {
        window.page().waitForFunction(condition, List.of(name, expected));
    }

    void awaitState(String state) {
        window.page().waitForFunction("s => page.live.state === s", state);
    }

    /** How many times it has opened a socket. */
    int sockets() {
        return sockets.size();
    }

    long openSockets() {
        return sockets.stream().filter(socket -> !socket.isClosed()).count();
    }

    /** What the newest socket was sent. */
    List<String> sent() {
        return List.copyOf(sent);
    }

    /** The addresses of the streams that were asked for. */
    List<String> streams() {
        return List.copyOf(streams);
    }

    Object evaluate(String script) {
        return window.page().evaluate(script);
    }

    Object evaluate(String script, @Nullable Object argument) {
        return window.page().evaluate(script, argument);
    }

    @Override
    public void close() {
        window.close();
    }
}
