package dev.astir.app.feed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.LiveContract;
import dev.astir.app.ReceivedMessages;
import dev.astir.app.TestApp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * A browser's side of the live feed, over a real WebSocket; whatever is said is held against {@link
 * LiveContract}.
 */
public final class TestReader implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final WebSocket socket;
    private final ReceivedMessages received;

    private TestReader(WebSocket socket, ReceivedMessages received) {
        this.socket = socket;
        this.received = received;
    }

    /** Connects with the person's token in the header. */
    public static TestReader connect(TestApp app, TestApp.Person person) {
        return connect(app, "Authorization", "Bearer " + person.accessToken());
    }

    /** Connects with a token of whatever kind. */
    public static TestReader connectByToken(TestApp app, String token) {
        return connect(app, "Authorization", "Bearer " + token);
    }

    /** Connects with a header of one's own choice. */
    static TestReader connect(TestApp app, String header, String value) {
        ReceivedMessages received = new ReceivedMessages(LiveContract.OF_THIS_APP::check);
        WebSocket socket = handshake(app, received, header, value, "astir.v1").join();
        return new TestReader(socket, received);
    }

    /** Connects with the token as a second subprotocol. */
    public static TestReader connectBySubprotocol(TestApp app, String token) {
        ReceivedMessages received = new ReceivedMessages(LiveContract.OF_THIS_APP::check);
        WebSocket socket =
                handshake(app, received, "X-Test", "1", "astir.v1", "bearer." + token).join();
        return new TestReader(socket, received);
    }

    static CompletableFuture<WebSocket> handshake(
            TestApp app,
            ReceivedMessages received,
            String header,
            String value,
            String protocol,
            String... more) {
        return CLIENT.newWebSocketBuilder()
                .subprotocols(protocol, more)
                .header(header, value)
                .connectTimeout(Duration.ofSeconds(60))
                .buildAsync(
                        URI.create(app.uri().toString().replaceFirst("^http", "ws") + "/api/live"),
                        received);
    }

    String protocol() {
        return socket.getSubprotocol();
    }

    /** Subscribes, and returns the answer. */
    public JsonNode subscribe(String channel) {
        return subscribe(channel, "");
    }

    /** Subscribes after a position, and returns the answer. */
    public JsonNode subscribeAfter(String channel, String position) {
        return subscribe(channel, ",\"after\":\"" + position + "\"");
    }

    /** Subscribes with further fields, such as {@code ,"after":"…"}. */
    JsonNode subscribe(String channel, String more) {
        send("{\"type\":\"subscribe\",\"channel\":\"" + channel + "\"" + more + "}");
        return received.next(message ->
                List.of("subscribed", "error").contains(message.get("type").asText())
                        && message.path("channel").asText().equals(channel));
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    /** The next change on this channel that is of this kind. */
    public JsonNode next(String channel, Predicate<JsonNode> kind) {
        return received.next(
                message -> message.path("channel").asText().equals(channel) && kind.test(message));
    }

    /** Skips until a change of each of these kinds has come, in whatever order. */
    public void nextOfEach(List<Predicate<JsonNode>> kinds) {
        received.nextOfEach(kinds);
    }

    /** The next {@code put} on this channel. */
    public JsonNode nextPut(String channel) {
        return next(channel, message -> message.get("type").asText().equals("put"));
    }

    /** Every {@code put} on this channel within a time. */
    List<JsonNode> puts(String channel, Duration within) {
        return received.within(
                within,
                message ->
                        message.get("type").asText().equals("put")
                                && message.get("channel").asText().equals(channel));
    }

    public int closeCode() {
        return received.closeCode();
    }

    @Override
    public void close() {
        if (!socket.isOutputClosed()) {
            // The server may have closed it between the question and the answer.
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(closed -> socket).join();
        }
        received.assertNothingWrong();
    }
}
