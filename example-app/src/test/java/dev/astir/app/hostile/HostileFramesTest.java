package dev.astir.app.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.feed.TestReader;
import dev.astir.app.identity.Role;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Frames that no client sends, to both sockets: each is answered within the protocol or ends its
 * socket alone; another reader and another device go on as if nothing was.
 */
class HostileFramesTest extends AppTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SOCKETS = 120;
    private static final int MOST_FRAMES = 12;

    private final Hostile hostile = new Hostile(Hostile.SEED);
    private final Person admin = app().registerOrganization();

    @Test
    void theFeedsSocketStandsWhateverComes() throws Exception {
        List<JsonNode> messages =
                List.of(
                        json(
                                """
                                {"type":"subscribe","channel":"activities","subscription":"a",
                                 "filter":{"type":["task.*"],"actor":["1"],"entityType":["t"],
                                           "entityId":["1"],"q":"x","important":true},
                                 "after":"7k3m9x2a-1042"}\
                                """),
                        json("{\"type\":\"subscribe\",\"channel\":\"activities\"}"),
                        json("{\"type\":\"subscribe\",\"channel\":\"presence\"}"),
                        json(
                                "{\"type\":\"unsubscribe\",\"channel\":\"activities\",\"subscription\":\"a\"}"),
                        json("{\"type\":\"auth\",\"token\":\"x\"}"));
        Person bystander = app().addUser(admin, Role.EMPLOYEE, "Ben");
        try (TestReader reader = TestReader.connect(app(), bystander)) {
            reader.subscribe("activities"); // answered, so its own socket is counted by now
            try (Calm calm = new Calm(app())) {
                flood("/api/live", "astir.v1", admin.accessToken(), messages, null);
                admin.api()
                        .post("/api/activities", Map.of("eventType", "task.created"))
                        .expect(201);
                assertThat(reader.nextPut("activities").at("/item/eventType").asText())
                        .isEqualTo("task.created");
                calm.assertNothingBroke();
                calm.assertNothingIsLeft();
            }
        }
    }

    @Test
    void theAgentsSocketStandsWhateverComes() throws Exception {
        TestAgent.Enrolled device = TestAgent.enrol(app(), admin);
        JsonNode hello =
                json(
                        """
                        {"type":"hello","agentId":"%s","version":"1.0","os":"Linux","deviceTime":"%s"}\
                        """
                                .formatted(device.agentId(), Instant.now()));
        List<JsonNode> messages =
                List.of(
                        hello,
                        json(
                                """
                                {"type":"state","state":"active","app":"Editor","at":"%s"}\
                                """
                                        .formatted(Instant.now())),
                        json(
                                """
                                {"type":"batch","batchId":"01934bb2-7c1e-7d3a-9f52-3b1c2d4e5f60","spans":[
                                 {"id":"01934bb2-7c1e-7d3a-9f52-3b1c2d4e5f61","kind":"active","app":"Editor",
                                  "start":"2026-01-01T00:00:00Z","end":"2026-01-01T00:01:00Z"}]}\
                                """));
        TestAgent.Enrolled other = TestAgent.enrol(app(), admin);
        try (TestAgent bystander = TestAgent.connect(app(), other);
                Calm calm = new Calm(app())) {
            bystander.next("welcome");
            flood("/api/agent/connect", "astir-agent.v1", device.agentKey(), messages, hello);
            Instant end = Instant.now();
            bystander.batch(List.of(TestAgent.span(end.minusSeconds(9), end, "Editor")));
            calm.assertNothingBroke();
            calm.assertNothingIsLeft();
        }
    }

    private void flood(
            String path, String protocol, String token, List<JsonNode> messages, JsonNode hello)
            throws IOException {
        for (int i = 0; i < SOCKETS * Hostile.ROUNDS; i++) {
            List<String> sent = new ArrayList<>();
            try (RawSocket socket = new RawSocket(app().uri(), path, protocol, token)) {
                if (hello != null && hostile.chance(70)) {
                    socket.write(text(hello.toString()));
                }
                boolean whole = true;
                for (int left = 1 + hostile.below(MOST_FRAMES); left > 0 && whole; left--) {
                    whole = hostile.chance(95);
                    byte[] bytes = whole ? frame(messages) : cut(messages);
                    sent.add(shown(bytes));
                    socket.write(bytes);
                }
                // Who waits for the rest of a frame answers nothing; the end is all it gets.
                if (whole) {
                    for (String text : socket.textsUntilAnswered()) {
                        assertThat(JSON.readTree(text).isContainerNode()).isTrue();
                        assertThat(text).doesNotContainPattern(HostileRequestsTest.INSIDES);
                    }
                }
            } catch (AssertionError | IOException e) {
                throw new AssertionError(
                        "seed %d, socket %d of %s: %s".formatted(Hostile.SEED, i, path, sent), e);
            }
        }
    }

    private byte[] frame(List<JsonNode> messages) {
        return switch (hostile.below(20)) {
            case 0 -> RawSocket.frame(RawSocket.FINAL | RawSocket.BINARY, message(messages));
            case 1 -> RawSocket.frame(RawSocket.FINAL | RawSocket.CONTINUATION, message(messages));
            case 2 -> RawSocket.frame(RawSocket.TEXT, message(messages)); // a fragment
            case 3 -> RawSocket.frame(RawSocket.CONTINUATION, hostile.bytes(hostile.below(40)));
            case 4 -> // reserved opcodes
                    RawSocket.frame(
                            RawSocket.FINAL
                                    | hostile.one(List.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)),
                            hostile.bytes(5));
            case 5 -> // reserved bits
                    RawSocket.frame(
                            RawSocket.FINAL
                                    | RawSocket.TEXT
                                    | hostile.one(List.of(0x40, 0x20, 0x10, 0x70)),
                            message(messages));
            case 6 ->
                    RawSocket.frame(
                            RawSocket.FINAL | RawSocket.PING, hostile.bytes(hostile.below(126)));
            case 7 -> // control frames too long, or in fragments
                    RawSocket.frame(
                            hostile.one(
                                    List.of(
                                            0x80 | RawSocket.PING,
                                            RawSocket.PING,
                                            0x80 | RawSocket.PONG)),
                            hostile.bytes(hostile.below(2) == 0 ? 126 : 70_000));
            case 8 -> RawSocket.frame(RawSocket.FINAL | RawSocket.CLOSE, closing());
            case 9 ->
                    RawSocket.frame(
                            RawSocket.FINAL | RawSocket.PONG, hostile.bytes(hostile.below(126)));
            case 10 -> RawSocket.frame(RawSocket.FINAL | RawSocket.TEXT, hostile.bytes(200));
            default -> RawSocket.frame(RawSocket.FINAL | RawSocket.TEXT, message(messages));
        };
    }

    /** What leaves the server waiting, or reading what was never meant as a frame. */
    private byte[] cut(List<JsonNode> messages) {
        return switch (hostile.below(5)) {
            case 0 -> RawSocket.head(RawSocket.FINAL | RawSocket.TEXT, Long.MAX_VALUE, true);
            case 1 -> RawSocket.head(RawSocket.FINAL | RawSocket.TEXT, -1, true);
            case 2 -> RawSocket.head(RawSocket.FINAL | RawSocket.TEXT, 5, false); // not masked
            case 3 -> {
                byte[] frame = text(hostile.broken(hostile.one(messages)));
                yield java.util.Arrays.copyOf(frame, frame.length - 1);
            }
            default -> hostile.bytes(100);
        };
    }

    private byte[] closing() {
        return switch (hostile.below(4)) {
            case 0 -> new byte[0];
            case 1 -> new byte[1];
            case 2 -> hostile.bytes(123);
            default -> {
                int code =
                        hostile.one(
                                List.of(0, 999, 1000, 1004, 1005, 1006, 1015, 3000, 5000, 65535));
                yield new byte[] {(byte) (code >> 8), (byte) code, 'b', 'y', 'e'};
            }
        };
    }

    private byte[] message(List<JsonNode> messages) {
        JsonNode good = hostile.one(messages);
        return hostile.chance(20) ? Hostile.encode(good.toString()) : hostile.body(good);
    }

    private static byte[] text(String text) {
        return RawSocket.frame(RawSocket.FINAL | RawSocket.TEXT, Hostile.encode(text));
    }

    private static String shown(byte[] frame) {
        String hex = HexFormat.of().formatHex(frame, 0, Math.min(frame.length, 60));
        return frame.length + " bytes " + hex;
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }
}
