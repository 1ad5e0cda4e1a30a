package dev.astir.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.astir.protocol.AgentMessage.Activity;
import dev.astir.protocol.AgentMessage.Batch;
import dev.astir.protocol.AgentMessage.Hello;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.MessageCodec;
import dev.astir.protocol.Policy;
import dev.astir.protocol.ServerMessage.Ack;
import dev.astir.protocol.ServerMessage.IdleMessage;
import dev.astir.protocol.ServerMessage.PolicyMessage;
import dev.astir.protocol.ServerMessage.Welcome;
import dev.astir.protocol.Span;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentConnectionTest {

    private static final UUID AGENT = UUID.fromString("0195a8a0-1111-7000-8000-000000000001");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Recorder recorder = new Recorder();
    private LocalServer server;
    private AgentConnection connection;

    @BeforeEach
    void connect() throws InterruptedException {
        server = LocalServer.start(0);
        connection = connection(server.uri());
    }

    @AfterEach
    void disconnect() {
        connection.close();
        server.close();
    }

    @Test
    void saysHelloWithItsKeyAndSubprotocolAndIsWelcomed() throws InterruptedException {
        connection.start();
        assertThat(server.next(Hello.class))
                .isEqualTo(new Hello(AGENT, "1.2.3", "Linux test", NOON));
        assertThat(recorder.next(Welcome.class).policy()).isEqualTo(LocalServer.POLICY);
        assertThat(connection.isConnected()).isTrue();
        assertThat(server.handshakes)
                .singleElement()
                .satisfies(handshake -> {
                    assertThat(handshake.getResourceDescriptor()).isEqualTo("/api/agent/connect");
                    assertThat(handshake.getFieldValue("Authorization")).isEqualTo("Bearer key-1");
                    assertThat(handshake.getFieldValue("Sec-WebSocket-Protocol"))
                            .isEqualTo(MessageCodec.SUBPROTOCOL);
                    assertThat(handshake.getFieldValue("Sec-WebSocket-Extensions"))
                            .contains("permessage-deflate");
                });
    }

    @Test
    void sendsTheLastStateOnConnectAndEachChangeAtOnce() throws InterruptedException {
        connection.publish(state("editor"));
        connection.publish(state("browser"));
        connection.start();
        server.next(Hello.class);
        assertThat(server.next(State.class)).isEqualTo(state("browser"));
        connection.publish(state("terminal"));
        assertThat(server.next(State.class)).isEqualTo(state("terminal"));
    }

    @Test
    void carriesAFullBatchAndItsAcknowledgement() throws InterruptedException {
        assertThat(connection.send(batch("b0", 1))).isFalse();
        connection.start();
        recorder.next(Welcome.class);
        server.next(Hello.class);
        Batch full = batch("b1", Batch.MAX_SPANS);
        assertThat(connection.send(full)).isTrue();
        assertThat(server.next(Batch.class)).isEqualTo(full);
        Ack ack = recorder.next(Ack.class);
        assertThat(ack.batchId()).isEqualTo("b1");
        assertThat(ack.accepted()).hasSize(Batch.MAX_SPANS);
    }

    @Test
    void hearsOfAChangedPolicyAndIgnoresWhatItDoesNotKnow() throws InterruptedException {
        connection.start();
        recorder.next(Welcome.class);
        server.broadcast("{\"type\":\"dance\"}");
        server.broadcast("no message at all");
        Policy broader = new Policy(2, true, false, List.of(), 60);
        server.say(new PolicyMessage(broader, false));
        assertThat(recorder.next(PolicyMessage.class)).isEqualTo(new PolicyMessage(broader, false));
    }

    @Test
    void hearsWhatItSaysThatItAccepts() throws InterruptedException {
        try (AgentConnection accepting =
                AgentConnection.builder(server.uri(), AGENT, "key-1")
                        .accepts(IdleMessage.TYPE)
                        .listener(recorder)
                        .build()) {
            accepting.start();
            assertThat(server.next(Hello.class).isAccepted(IdleMessage.TYPE)).isTrue();
            recorder.next(Welcome.class);
            IdleMessage idle =
                    new IdleMessage(AGENT, NOON, NOON.plusSeconds(9), 9, null, "Asia/Tokyo");
            server.say(idle);
            assertThat(recorder.next(IdleMessage.class)).isEqualTo(idle);
        }
    }

    @Test
    void comesBackAfterTheServerDiedAndTellsItsStateAgain() throws InterruptedException {
        int port = server.getPort();
        connection.publish(state("editor"));
        connection.start();
        recorder.next(Welcome.class);

        server.close();
        Duration wait = recorder.next(Duration.class);
        assertThat(wait).isBetween(Backoff.SHORTEST, Backoff.LONGEST);
        assertThat(connection.isConnected()).isFalse();
        assertThat(connection.send(batch("b1", 1))).isFalse();

        server = LocalServer.start(port);
        await().atMost(Duration.ofSeconds(30)).until(connection::isConnected);
        server.next(Hello.class);
        assertThat(server.next(State.class)).isEqualTo(state("editor"));
    }

    @Test
    void triesAgainWhereNobodyAnswersAndGivesTheReason() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (AgentConnection alone = connection(URI.create("http://127.0.0.1:" + port))) {
            alone.start();
            recorder.next(Duration.class);
            recorder.next(Duration.class);
            assertThat(recorder.reasons).allSatisfy(text -> assertThat(text).contains("refused"));
        }
    }

    @Test
    void doesNotWaitForAServerThatSaysGoodbyeAndNeverHangsUp() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                AgentConnection alone =
                        connection(URI.create("http://127.0.0.1:" + listener.getLocalPort()))) {
            alone.start();
            try (Socket first = listener.accept()) {
                sayGoodbye(first);
                // The first socket is still open while the agent comes again.
                recorder.next(Duration.class);
                try (Socket second = listener.accept()) {
                    assertThat(second.isConnected()).isTrue();
                }
            }
            assertThat(recorder.reasons).first().asString().contains("1001");
        }
    }

    /** Answers the handshake of RFC 6455, and sends a close frame with code 1001 (going away). */
    private static void sayGoodbye(Socket socket) throws Exception {
        BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String key = "";
        for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
            if (line.startsWith("Sec-WebSocket-Key: ")) {
                key = line.substring("Sec-WebSocket-Key: ".length());
            }
        }
        byte[] digest =
                MessageDigest.getInstance("SHA-1")
                        .digest(
                                (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                                        .getBytes(StandardCharsets.US_ASCII));
        String answer =
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Protocol: astir-agent.v1\r\nSec-WebSocket-Accept: "
                        + Base64.getEncoder().encodeToString(digest)
                        + "\r\n\r\n";
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(new byte[] {(byte) 0x88, 2, 0x03, (byte) 0xE9});
        socket.getOutputStream().flush();
    }

    @Test
    void staysAwayForGoodOnceBlocked() throws InterruptedException {
        connection.start();
        recorder.next(Welcome.class);
        server.closeAll(AgentConnection.BLOCKED, "blocked by an administrator");
        assertThat(recorder.next(String.class)).isEqualTo("blocked by an administrator");
        assertThat(connection.isConnected()).isFalse();
        // Longer than the first back-off can be: an attempt would have shown by then.
        await().during(Duration.ofMillis(1500))
                .atMost(Duration.ofMinutes(1))
                .until(() -> server.handshakes.size() == 1);
        assertThat(recorder.heard).isEmpty();
    }

    @Test
    void isQuietAfterClose() throws InterruptedException {
        connection.start();
        recorder.next(Welcome.class);
        connection.close();
        await().until(() -> server.getConnections().isEmpty());
        assertThat(connection.isConnected()).isFalse();
        connection.publish(state("editor"));
        connection.close();
        assertThat(recorder.heard).isEmpty();
    }

    @Test
    void refusesAddressesThatAreNoServer() {
        assertThatThrownBy(() -> connection(URI.create("ftp://example.org")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("server is 'ftp://example.org'; allowed is http://host");
        assertThatThrownBy(() -> connection(URI.create("http:///x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private AgentConnection connection(URI address) {
        return AgentConnection.builder(address, AGENT, "key-1")
                .version("1.2.3")
                .os("Linux test")
                .clock(Clock.fixed(NOON, ZoneOffset.UTC))
                .listener(recorder)
                .build();
    }

    private static State state(String app) {
        return new State(NOON, Activity.ACTIVE, app, null, null, null);
    }

    private static Batch batch(String id, int size) {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Instant start = NOON.plusSeconds(i);
            spans.add(
                    new Span(
                            id + "-" + i,
                            start,
                            start.plusSeconds(1),
                            Span.Kind.ACTIVE,
                            "editor",
                            null,
                            "A longer title, so that compression has something to do " + i,
                            null));
        }
        return new Batch(id, spans);
    }

    /** Keeps what it hears: messages as they are, a loss as its wait, a block as its reason. */
    private static final class Recorder implements AgentListener {

        final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        final BlockingQueue<String> reasons = new LinkedBlockingQueue<>();

        @Override
        public void welcomed(Welcome welcome) {
            heard.add(welcome);
        }

        @Override
        public void acknowledged(Ack ack) {
            heard.add(ack);
        }

        @Override
        public void policyChanged(PolicyMessage message) {
            heard.add(message);
        }

        @Override
        public void idleEnded(IdleMessage message) {
            heard.add(message);
        }

        @Override
        public void disconnected(String reason, Duration retryIn) {
            reasons.add(reason);
            heard.add(retryIn);
        }

        @Override
        public void blocked(String reason) {
            heard.add(reason);
        }

        <T> T next(Class<T> type) throws InterruptedException {
            return type.cast(heard.poll(30, TimeUnit.SECONDS));
        }
    }
}
