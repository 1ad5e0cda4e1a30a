package dev.astir.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.astir.protocol.Idle;
import dev.astir.protocol.MessageCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdleClientTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final MessageCodec codec = MessageCodec.json();
    private final List<String> received = new ArrayList<>();
    private HttpServer server;
    private IdleClient client;
    private int status = 200;
    private byte[] body = {};

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/api/agent/idle",
                exchange -> {
                    received.add(
                            "%s %s %s"
                                    .formatted(
                                            exchange.getRequestMethod(),
                                            exchange.getRequestHeaders().getFirst("Authorization"),
                                            new String(
                                                    exchange.getRequestBody().readAllBytes(),
                                                    StandardCharsets.UTF_8)));
                    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        client =
                IdleClient.of(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                        "key-1",
                        Duration.ofSeconds(30));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksWithItsKeyAndCarriesTheDecision() {
        Idle.Waiting waiting =
                new Idle.Waiting(
                        List.of(
                                new Idle.Stretch(
                                        UUID.randomUUID(), NOON, NOON.plusSeconds(1), 1, null)),
                        List.of(),
                        "Europe/Berlin");
        body = codec.encode(waiting);
        assertThat(client.waiting()).isEqualTo(waiting);

        Idle.Answer answer =
                new Idle.Answer(
                        UUID.randomUUID(), NOON, NOON.plusSeconds(1), Idle.Decision.KEEP, null);
        client.decide(answer);

        assertThat(received)
                .containsExactly(
                        "GET Bearer key-1 ",
                        "POST Bearer key-1 "
                                + new String(codec.encode(answer), StandardCharsets.UTF_8));
    }

    @Test
    void saysWhatTheServerRefused() {
        status = 409;
        body =
                "{\"type\":\"urn:astir:problem:week-closed\",\"detail\":\"Approved.\"}"
                        .getBytes(StandardCharsets.UTF_8);
        RefusedException e = catchThrowableOfType(RefusedException.class, client::waiting);
        assertThat(e.status()).isEqualTo(409);
        assertThat(e.is("week-closed")).isTrue();
        assertThat(e).hasMessage("Approved.");

        status = 502;
        body = "<html>".getBytes(StandardCharsets.UTF_8);
        e = catchThrowableOfType(RefusedException.class, client::waiting);
        assertThat(e).hasMessageEndingWith("/api/agent/idle answered 502");
        body = new byte[0];
        e = catchThrowableOfType(RefusedException.class, client::waiting);
        assertThat(e).hasMessageEndingWith("/api/agent/idle answered 502");
    }

    @Test
    void saysWhenTheServerIsSomethingElseOrAway() {
        body = "<html>".getBytes(StandardCharsets.UTF_8);
        RefusedException e = catchThrowableOfType(RefusedException.class, client::waiting);
        assertThat(e).hasMessageContaining("does not answer like an Astir server");

        server.stop(0);
        e = catchThrowableOfType(RefusedException.class, client::waiting);
        assertThat(e.status()).isZero();
        assertThat(e).hasMessageContaining("cannot be reached");
    }
}
