package dev.astir.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.astir.protocol.Enrolment.EnrolRequest;
import dev.astir.protocol.Enrolment.Enrolled;
import dev.astir.protocol.Enrolment.PolicyOffer;
import dev.astir.protocol.Enrolment.PolicyRequest;
import dev.astir.protocol.MessageCodec;
import dev.astir.protocol.Policy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnrolmentClientTest {

    private final MessageCodec codec = MessageCodec.json();
    private final AtomicReference<byte[]> received = new AtomicReference<>();
    private HttpServer server;
    private EnrolmentClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        client =
                EnrolmentClient.of(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void showsThePolicyAndCarriesTheConsent() {
        PolicyOffer offer =
                new PolicyOffer(2, "Only apps.", new Policy(2, false, false, List.of(), 300));
        Enrolled enrolled = new Enrolled(UUID.randomUUID(), "key-1");
        answer("/api/agents/policy", 200, codec.encode(offer));
        answer("/api/agents/enrol", 201, codec.encode(enrolled));

        assertThat(client.policy("token-1")).isEqualTo(offer);
        assertThat(codec.decodePolicyRequest(received.get()))
                .isEqualTo(new PolicyRequest("token-1"));

        EnrolRequest request = new EnrolRequest("token-1", "desk", "Linux", 2);
        assertThat(client.enrol(request)).isEqualTo(enrolled);
        assertThat(codec.decodeEnrolRequest(received.get())).isEqualTo(request);
    }

    @Test
    void saysWhatTheServerRefused() {
        byte[] problem = "{\"detail\":\"The token has expired.\"}".getBytes(StandardCharsets.UTF_8);
        answer("/api/agents/policy", 404, problem);
        EnrolmentException e =
                catchThrowableOfType(EnrolmentException.class, () -> client.policy("token-1"));
        assertThat(e.status()).isEqualTo(404);
        assertThat(e)
                .hasMessageContaining("/api/agents/policy answered 404")
                .hasMessageContaining("The token has expired.");
    }

    @Test
    void saysWhenTheServerIsSomethingElse() {
        answer("/api/agents/policy", 200, "<html>".getBytes(StandardCharsets.UTF_8));
        EnrolmentException e =
                catchThrowableOfType(EnrolmentException.class, () -> client.policy("token-1"));
        assertThat(e).hasMessageContaining("does not answer like an Astir server");
    }

    @Test
    void saysWhenTheServerCannotBeReached() {
        server.stop(0);
        EnrolmentException e =
                catchThrowableOfType(EnrolmentException.class, () -> client.policy("token-1"));
        assertThat(e.status()).isZero();
        assertThat(e).hasMessageContaining("cannot be reached");
    }

    private void answer(String path, int status, byte[] body) {
        server.createContext(
                path,
                exchange -> {
                    received.set(exchange.getRequestBody().readAllBytes());
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
    }
}
