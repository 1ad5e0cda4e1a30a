package dev.astir.app.capture;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.astir.app.ReceivedMessages;
import dev.astir.app.TestApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** An agent's side of the protocol, written out by hand so that tests can also break it. */
public final class TestAgent implements AutoCloseable {

    /** Writes escapes, since half a surrogate pair cannot be sent otherwise. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final int LONGEST_PING = 125;

    private final UUID agentId;
    private final WebSocket socket;
    private final ReceivedMessages received;

    private TestAgent(UUID agentId, WebSocket socket, ReceivedMessages received) {
        this.agentId = agentId;
        this.socket = socket;
        this.received = received;
    }

    /** What enrolment brings. */
    public record Enrolled(UUID agentId, String agentKey) {}

    /** Enrols a device of this person, as the agent does. */
    public static Enrolled enrol(TestApp app, TestApp.Person person) {
        String token =
                person.api()
                        .post("/api/enrolment-tokens", Map.of())
                        .expect(201)
                        .json()
                        .get("token")
                        .asText();
        int version =
                app.api()
                        .post("/api/agents/policy", Map.of("token", token))
                        .expect(200)
                        .json()
                        .get("version")
                        .asInt();
        JsonNode enrolled =
                app.api().post("/api/agents/enrol", enrolment(token, version)).expect(201).json();
        return new Enrolled(
                UUID.fromString(enrolled.get("agentId").asText()),
                enrolled.get("agentKey").asText());
    }

    public static Map<String, Object> enrolment(String token, int version) {
        return Map.of(
                "token", token, "hostname", "desk-1", "os", "Linux", "acknowledgedPolicy", version);
    }

    /** Connects and says hello; the welcome is the first message that {@link #next} gives. */
    public static TestAgent connect(TestApp app, Enrolled enrolled) {
        TestAgent agent = open(app, enrolled);
        agent.hello(Instant.now());
        return agent;
    }

    /** Connects, and says nothing yet. */
    static TestAgent open(TestApp app, Enrolled enrolled) {
        ReceivedMessages received = new ReceivedMessages();
        WebSocket socket = handshake(app, enrolled.agentKey(), received).join();
        return new TestAgent(enrolled.agentId(), socket, received);
    }

    static CompletableFuture<WebSocket> handshake(
            TestApp app, String key, WebSocket.Listener listener) {
        return CLIENT.newWebSocketBuilder()
                .subprotocols("astir-agent.v1")
                .header("Authorization", "Bearer " + key)
                .connectTimeout(Duration.ofSeconds(60))
                .buildAsync(
                        URI.create(
                                app.uri().toString().replaceFirst("^http", "ws")
                                        + "/api/agent/connect"),
                        listener);
    }

    void hello(Instant deviceTime) {
        send(
                Map.of(
                        "type", "hello",
                        "agentId", agentId,
                        "version", "1.0",
                        "os", "Linux",
                        "deviceTime", deviceTime.toString()));
    }

    /** Says that the person works in this application. */
    public void active(String app) {
        state(Map.of("state", "active", "app", app));
    }

    /** Says that nobody is at the device. */
    public void idle() {
        state(Map.of("state", "idle"));
    }

    /** Says what its person does, with the fields of the message. */
    public void state(Map<String, ?> fields) {
        Map<String, Object> message = new LinkedHashMap<>(fields);
        message.put("type", "state");
        message.putIfAbsent("at", Instant.now().toString());
        send(message);
    }

    /** Sends spans, and returns the acknowledgement. */
    public JsonNode batch(List<? extends Map<String, ?>> spans) {
        send(Map.of("type", "batch", "batchId", UUID.randomUUID().toString(), "spans", spans));
        return next("ack");
    }

    /** A span of an application, with an id of its own. */
    public static Map<String, Object> span(Instant start, Instant end, String app) {
        Map<String, Object> span = new LinkedHashMap<>();
        span.put("id", UUID.randomUUID().toString());
        span.put("start", start.toString());
        span.put("end", end.toString());
        span.put("kind", "active");
        span.put("app", app);
        return span;
    }

    void send(Map<String, ?> message) {
        try {
            sendText(JSON.writeValueAsString(message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void sendText(String text) {
        socket.sendText(text, true).join();
    }

    void sendFragment(String text) {
        socket.sendText(text, false).join();
    }

    /** Sends a ping. */
    void ping() {
        socket.sendPing(ByteBuffer.allocate(LONGEST_PING)).join();
    }

    /** The next message, of whatever type. */
    JsonNode next() {
        return received.next();
    }

    /** The next message of this type; others are skipped. */
    public JsonNode next(String type) {
        return received.next(message -> message.get("type").asText().equals(type));
    }

    /** The close code, once the server closed. */
    public int closeCode() {
        return received.closeCode();
    }

    @Override
    public void close() {
        if (!socket.isOutputClosed()) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        }
    }
}
