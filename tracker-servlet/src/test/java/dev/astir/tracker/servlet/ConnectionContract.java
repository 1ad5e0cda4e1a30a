package dev.astir.tracker.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocket.Listener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Connections on which bodies come late, in part, or not at all, or that leave HTTP. */
interface ConnectionContract extends FilterFixture {

    @Test
    default void recordsTheClientInABodyThatNobodyReadsAndKeepsTheConnection() throws Exception {
        String body = "{\"client_id\":\"unread\"}";
        String large = "{\"client_id\":\"large\",\"x\":\"" + "x".repeat(100_000) + "\"}";
        try (RawConnection connection = new RawConnection(tracked())) {
            for (String next : new String[] {body, large}) {
                connection.send(
                        RawConnection.post("/ignore", "Content-Length: " + next.length()) + next);
                assertThat(connection.response().body()).isEqualTo("ignored");
            }
            connection.send(RawConnection.post("/stream?client_id=next", "Content-Length: 0"));
            assertThat(connection.response().status()).isEqualTo(200);
        }
        awaitClients("unread", "large", "next");
    }

    @Test
    default void doesNotWaitForABodyThatNobodyReads() throws Exception {
        try (RawConnection connection = new RawConnection(tracked())) {
            connection.send(
                    RawConnection.post("/ignore?client_id=query", "Content-Length: 22")
                            + "{\"client_id\":");
            assertThat(connection.response().body()).isEqualTo("ignored");
            awaitClients("query");
        }
    }

    @Test
    default void doesNotWaitForAChunkThatNobodyReads() throws Exception {
        try (RawConnection connection = new RawConnection(tracked())) {
            connection.send(
                    RawConnection.post("/ignore?client_id=query", "Transfer-Encoding: chunked")
                            + "16\r\n");
            assertThat(connection.response().body()).isEqualTo("ignored");
            awaitClients("query");
        }
    }

    @Test
    default void readsOnAfterTheLastChunk() throws Exception {
        try (RawConnection connection = new RawConnection(tracked())) {
            connection.send(
                    RawConnection.post("/stream", "Transfer-Encoding: chunked")
                            + "5\r\n{\"cli\r\n1\r\ne\r\n11\r\nnt_id\":\"chunks\"} \r\n0\r\n\r\n");
            assertThat(connection.response().body()).isEqualTo("{\"client_id\":\"chunks\"} ");
            connection.send(RawConnection.post("/stream?client_id=next", "Content-Length: 0"));
            assertThat(connection.response().status()).isEqualTo(200);
        }
        awaitClients("chunks", "next");
    }

    @Test
    default void asksForABodyOnlyWhereTheContainerWould() throws Exception {
        String body = "{\"client_id\":\"expected\"}";
        String head =
                RawConnection.post(
                        "/stream", "Expect: 100-continue", "Content-Length: " + body.length());
        try (RawConnection connection = new RawConnection(tracked())) {
            connection.send(head);
            assertThat(connection.response().status()).isEqualTo(100);
            assertThat(connection.send(body).response().body()).isEqualTo(body);
        }
        String ignored = head.replace("/stream", "/ignore?client_id=query");
        try (RawConnection actual = new RawConnection(tracked());
                RawConnection expected = new RawConnection(plain())) {
            assertThat(actual.send(ignored).response().status())
                    .isEqualTo(expected.send(ignored).response().status());
        }
        awaitClients("expected", "query");
    }

    @Test
    default void letsTheApplicationSeeThatTheBodyIsCutOff() throws Exception {
        Throwable expected = cutOff(plain(), plainWitness());

        assertThat(cutOff(tracked(), trackedWitness())).isExactlyInstanceOf(expected.getClass());
        assertThat(tracked().get("/stream?client_id=next").statusCode()).isEqualTo(200);
        awaitClients("cut", "next");
    }

    private static Throwable cutOff(TestClient client, Witness witness) throws Exception {
        try (RawConnection connection = new RawConnection(client)) {
            connection
                    .send(
                            RawConnection.post("/stream?client_id=query", "Content-Length: 99")
                                    + "{\"client_id\":\"cut\",")
                    .endOutput();
            return witness.nextThrown();
        }
    }

    @Test
    default void letsARequestBecomeAnotherProtocol() throws Exception {
        try (RawConnection connection = new RawConnection(tracked())) {
            connection.send(
                    "GET /upgrade?client_id=upgraded HTTP/1.1\r\nHost: localhost\r\n"
                            + "Connection: Upgrade\r\nUpgrade: greeting\r\n\r\n");
            assertThat(connection.response().status()).isEqualTo(101);
            assertThat(connection.line()).isEqualTo("hello");
        }
        awaitClients("upgraded");
    }

    @Test
    default void letsARequestBecomeAWebSocket() throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Listener listener =
                new Listener() {
                    @Override
                    public CompletionStage<?> onText(
                            WebSocket socket, CharSequence data, boolean last) {
                        answer.complete(data.toString());
                        return Listener.super.onText(socket, data, last);
                    }
                };
        URI uri = URI.create("ws://127.0.0.1:" + tracked().port() + "/websocket");
        WebSocket socket = tracked().client().newWebSocketBuilder().buildAsync(uri, listener).get();
        socket.sendText("hello", true);

        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("hello");
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(30, TimeUnit.SECONDS);
    }
}
