package dev.astir.app.limits;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.app.Api;
import dev.astir.app.TestApp;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Strangers on sockets of their own, at an app that has little patience and room. */
class StrangersTest {

    private static final int STRANGERS = 20;
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofMinutes(5);

    private static final String CLOSE = "Connection: close\r\n";

    private static TestApp app;

    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    static void start() {
        app =
                TestApp.start(
                        Map.of("ASTIR_TRUSTED_PROXIES", "127.0.0.1"),
                        List.of(
                                new ClientTimes(LONG, SHORT, LONG, SHORT, 1_000, LONG, LONG),
                                new ConnectionBounds(STRANGERS, STRANGERS, 100, 5),
                                new RequestRates(
                                        RequestRates.principal(10, 1),
                                        RequestRates.sockets(3, 1),
                                        RequestRates.stranger(10, 1))));
    }

    @AfterAll
    static void stop() throws IOException {
        app.close();
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private Socket open(String text) throws IOException {
        Socket socket = new Socket(app.uri().getHost(), app.uri().getPort());
        sockets.add(socket);
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        return socket;
    }

    private static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }

    @Test
    void answersTellWhatIsLeftOfTheRequestsOfAPerson() {
        TestApp.Person ada = app.registerOrganization();

        Api.Answer answer = ada.api().get("/api/auth/me").expect(200);

        assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"requests\";q=10;w=10");
        assertThat(answer.header("RateLimit")).isEqualTo("\"requests\";r=9;t=1");
        while (answer.status() == 200) {
            answer = ada.api().get("/api/auth/me");
        }
        answer.expect(429);
        assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"requests\";q=10;w=10");
        assertThat(answer.header("RateLimit"))
                .isEqualTo("\"requests\";r=0;t=" + answer.header("Retry-After"));
    }

    @Test
    void aHalfOpenRequestEnds() throws IOException {
        assertThat(readAll(open("GET /health HTTP/1.1\r\nHost:")))
                .startsWith("HTTP/1.1 408 Request Timeout\r\n")
                .contains("urn:astir:problem:request-timeout");
    }

    @Test
    void aBodyThatDoesNotComeEnds() throws IOException {
        Socket socket =
                open(
                        "POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type:"
                                + " application/json\r\nContent-Length: 100\r\n\r\n{");

        assertThat(readAll(socket)).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void aLargeBodyIsRefusedUnread() throws IOException {
        Socket socket =
                open(
                        "POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type:"
                                + " application/json\r\nContent-Length: 300000\r\n\r\n");

        assertThat(readAll(socket)).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void aFloodOfPipelinedRequestsEnds() throws IOException {
        Socket socket = open("GET /health HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2_000));

        String answers = readAll(socket);

        // What the codec keeps in mind, and the framework begins at once.
        assertThat(answers.split("HTTP/1.1 200", -1).length - 1).isLessThanOrEqualTo(128);
    }

    @Test
    void whoIsSignedInIsServedWhileStrangersHoldAllTheyMay() throws IOException {
        TestApp.Person ada = app.registerOrganization();
        ada.api().get("/api/auth/me").expect(200);
        Connections connections = app.bean(Connections.class);
        int admitted = connections.admitted();
        assertThat(admitted).isPositive();

        for (int stranger = 0; stranger < 10 * STRANGERS; stranger++) {
            open(""); // more than are accepted at once
        }

        await().untilAsserted(
                        () -> assertThat(connections.strangers()).isLessThanOrEqualTo(STRANGERS));
        ada.api().get("/api/auth/me").expect(200);
        assertThat(connections.admitted()).isEqualTo(admitted);
        // And by a new connection too.
        app.signIn(ada.email()).api().get("/api/auth/me").expect(200);
    }

    @Test
    void whoSignsInByASubprotocolIsNoStranger() {
        TestApp.Person ada = app.registerOrganization();
        Connections connections = app.bean(Connections.class);
        int before = connections.admitted();

        WebSocket socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .subprotocols("astir.v1", "bearer." + ada.accessToken())
                        .buildAsync(
                                URI.create("ws://" + app.uri().getAuthority() + "/api/live"),
                                new WebSocket.Listener() {})
                        .join();

        assertThat(connections.admitted()).isEqualTo(before + 1);
        socket.abort();
        await().until(() -> connections.admitted() == before);
    }

    @Test
    void aBodyThatCannotBeUnpackedEndsTheConnection() throws IOException {
        Socket socket =
                open(
                        "POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type:"
                                + " application/json\r\nContent-Encoding: gzip\r\n"
                                + "Content-Length: 20\r\n\r\n{\"email\":\"not zipped");

        assertThat(readAll(socket))
                .startsWith("HTTP/1.1 400 ")
                .contains("urn:astir:problem:malformed", "nosniff", "no-store");
    }

    @Test
    void oneSignedRequestOpensNoConnectionForOthersThroughTheProxy() throws IOException {
        TestApp.Person ada = app.registerOrganization();
        String bad = me("203.0.113.5", "no-token", "");

        Socket proxy = open(me("203.0.113.4", ada.accessToken(), ""));
        proxy.getOutputStream()
                .write((bad.repeat(15) + me("203.0.113.5", "no-token", CLOSE)).getBytes(US_ASCII));
        String answers = readAll(proxy);

        assertThat(answers).startsWith("HTTP/1.1 200 ").contains("HTTP/1.1 401 ");
        assertThat(answers).contains("HTTP/1.1 429 ");
        // Who says that they are Ada, and is, is not taken for their neighbours.
        assertThat(readAll(open(me("203.0.113.5", ada.accessToken(), CLOSE))))
                .startsWith("HTTP/1.1 200 ");
        assertThat(readAll(open(me("203.0.113.5", "no-token", CLOSE)))).startsWith("HTTP/1.1 429 ");
    }

    private static String me(String from, String token, String header) {
        return "GET /api/auth/me HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: "
                + from
                + "\r\nAuthorization: Bearer "
                + token
                + "\r\n"
                + header
                + "\r\n";
    }

    @Test
    void anOperatorSeesWhatIsHeld() throws IOException {
        MeterRegistry registry = app.bean(MeterRegistry.class);
        Connections connections = app.bean(Connections.class);
        open("POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{}");

        await().until(() -> value(registry, "astir.bodies.bytes", "stranger") > 0);
        assertThat(value(registry, "astir.bodies.bytes", "admitted")).isZero();
        assertThat(value(registry, "astir.connections", "stranger"))
                .isEqualTo(connections.strangers());
        assertThat(value(registry, "astir.connections", "admitted"))
                .isEqualTo(connections.admitted());
        assertThat(registry.find("astir.agents.unfinished.bytes").gauge()).isNotNull();
    }

    private static double value(MeterRegistry registry, String name, String kind) {
        return registry.get(name).tag("kind", kind).gauge().value();
    }

    @Test
    void tooManySocketsOfAPersonAreRefused() {
        TestApp.Person ada = app.registerOrganization();
        List<Throwable> refused = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            try {
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .header("Authorization", "Bearer " + ada.accessToken())
                        .subprotocols("astir.v1")
                        .buildAsync(
                                URI.create("ws://" + app.uri().getAuthority() + "/api/live"),
                                new WebSocket.Listener() {})
                        .join()
                        .abort();
            } catch (CompletionException e) {
                refused.add(e.getCause());
            }
        }

        assertThat(refused)
                .isNotEmpty()
                .allSatisfy(failure ->
                        assertThat(((WebSocketHandshakeException) failure).getResponse())
                                .extracting(HttpResponse::statusCode)
                                .isEqualTo(429));
        ada.api().get("/api/auth/me").expect(200);
    }

    @Test
    void tooManyRequestsOfAPersonAreRefusedAndNobodyElses() {
        TestApp.Person ada = app.registerOrganization();
        TestApp.Person ben = app.registerOrganization();

        List<Integer> statuses = new ArrayList<>();
        for (int request = 0; request < 30; request++) {
            statuses.add(ada.api().get("/api/auth/me").status());
        }

        assertThat(statuses).startsWith(200, 200).contains(429);
        assertThat(ada.api().get("/api/auth/me").expect(429).header("Retry-After")).isEqualTo("1");
        ben.api().get("/api/auth/me").expect(200);
    }
}
