package dev.astir.app.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.astir.app.AppTest;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What no client library sends: each is refused, and the log keeps no trace of it. */
class RawRequestsTest extends AppTest {

    private static final String SOUND = "GET /api/auth/me HTTP/1.1";
    private static final int LONGEST_MILLIS = 10_000;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void nothingThatAClientCausedIsLogged() {
        root.detachAppender(log);
        assertThat(log.list)
                .filteredOn(event -> event.getThrowableProxy() != null)
                .map(ILoggingEvent::getFormattedMessage)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/%zz",
                "/api/%",
                "/api/%e0%80",
                "/api/%00",
                "/api/%0a",
                "/api/%7f",
                "//api/auth/me",
                "/api//auth/me",
                "/api/auth/a b",
                "/ä",
                "/\u0001",
                "/api/\\..",
                "/api/[x]",
                "http://127.0.0.1/api/auth/me",
                "*",
                "",
                "api/auth/me",
                "/api/auth/me#part",
                "/api/auth/me?x=%zz",
                "/api/auth/me?x=%ff",
                "/api/auth/me?x=%00",
                "/api/auth/me?x=a b",
                "/api/auth/me?x=ä",
                "/api/auth/me?x=a|b",
            })
    void aMalformedAddressIsRefused(String address) throws IOException {
        assertRefused(ask("GET " + address + " HTTP/1.1", host()), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/auth/me?x=%0A%C3%A4[1]=a/b?c",
                "/api/auth/%C3%A4",
                "/api/~_-.:@!$&'()*+,;="
            })
    void asUsualAnAddressIsLookedUp(String address) throws IOException {
        assertThat(status(ask("GET " + address + " HTTP/1.1", host(), "Connection: close")))
                .isIn(401, 404);
    }

    @Test
    void tooLongIsRefused() throws IOException {
        assertRefused(ask("GET /" + "a".repeat(20_000) + " HTTP/1.1", host()), 414);
        assertRefused(ask(SOUND, host(), "X-Long: " + "a".repeat(20_000)), 431);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "X-No: host",
                "Host: a | Host: a",
                "Host:",
                "Host: a b",
                "Host: a,b",
                "Host: somebody@a",
                "Host: a/b",
                "Host: a:port",
            })
    void withoutOneSoundHostARequestIsRefused(String headers) throws IOException {
        assertRefused(ask(SOUND, headers.split(" \\| ")), 400);
    }

    @Test
    void olderRequestsNeedNoHost() throws IOException {
        assertThat(status(ask("GET /api/auth/me HTTP/1.0", "X-No: host"))).isEqualTo(401);
        assertRefused(ask("GET /api/auth/me HTTP/3.7", host()), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0016\u0003\u0001 / HTTP/1.1",
                "G@T / HTTP/1.1",
                "GET",
                "CONNECT a:1 HTTP/1.1"
            })
    void whatIsNoHttpIsRefused(String line) throws IOException {
        assertRefused(ask(line, host()), 400);
    }

    @Test
    void whatIsNoHeaderIsRefused() throws IOException {
        assertRefused(ask(SOUND, host(), "no colon"), 400);
        assertRefused(ask(SOUND, host(), "a b: c"), 400);
        assertRefused(ask("POST /api/auth/login HTTP/1.1", host(), "Content-Length: -1"), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/live", "/api/agent/connect"})
    void aSocketsAddressAnswersWhatOpensNone(String path) throws IOException {
        String get = "GET " + path + " HTTP/1.1";
        String[] upgrade = {
            host(), "Connection: Upgrade", "Connection: close", "Upgrade: websocket"
        };
        String version = "Sec-WebSocket-Version: 13";
        String key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

        String plain = ask(get, host(), "Connection: close");
        assertProblem(plain, 426);
        assertThat(plain.toLowerCase(Locale.ROOT)).contains("upgrade: websocket");
        assertProblem(ask(get, with(upgrade, version)), 400);
        assertProblem(ask(get, with(upgrade, version, "Sec-WebSocket-Key: short")), 400);
        assertProblem(ask(get, with(upgrade, version, key, key)), 400);
        String older = ask(get, with(upgrade, key, "Sec-WebSocket-Version: 8"));
        assertProblem(older, 426);
        assertThat(older.toLowerCase(Locale.ROOT)).contains("sec-websocket-version: 13");
        assertProblem(ask(get, with(upgrade, key)), 426);
        assertProblem(
                ask("POST " + path + " HTTP/1.1", with(upgrade, version, key, "Content-Length: 0")),
                400);
        assertProblem(ask("DELETE " + path + " HTTP/1.1", host(), "Connection: close"), 405);
    }

    @Test
    void everyAnswerSaysHowToTreatIt() throws IOException {
        for (String line :
                new String[] {
                    SOUND,
                    "GET /api/nothing HTTP/1.1",
                    "DELETE /api/auth/login HTTP/1.1",
                    "GET /health HTTP/1.1",
                    "GET /metrics HTTP/1.1",
                    "GET /nothing HTTP/1.1",
                    "GET /% HTTP/1.1"
                }) {
            String answer = ask(line, host(), "Connection: close").toLowerCase(Locale.ROOT);
            assertThat(answer).as(line).contains("x-content-type-options: nosniff");
            assertThat(answer).as(line).contains("cache-control: no-store");
        }
        String large = "POST /api/auth/login HTTP/1.1";
        String answer =
                ask(
                        large,
                        host(),
                        "Content-Type: application/json",
                        "Content-Length: 99000000",
                        "Connection: close");
        assertThat(answer.toLowerCase(Locale.ROOT))
                .startsWith("http/1.1 413")
                .contains("nosniff", "no-store");
    }

    @Test
    void requestsThatComeTogetherAreAnsweredInTurn() throws IOException {
        String next = SOUND + "\r\n" + host() + "\r\n\r\n";
        String body =
                "POST /api/auth/login HTTP/1.1\r\n"
                        + host()
                        + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

        String answers =
                send(
                        (next + body).repeat(9)
                                + SOUND
                                + "\r\n"
                                + host()
                                + "\r\nConnection: close\r\n\r\n");

        assertThat(answers.split("HTTP/1.1 401", -1)).hasSize(11);
        assertThat(answers.split("HTTP/1.1 400", -1)).hasSize(10);
        // So many nobody sends; a client that does, and reads nothing, would have us hold them.
        assertThat(send(next.repeat(1_000)).split("HTTP/1.1 401", -1)).hasSizeLessThan(1_000);
    }

    private static String[] with(String[] headers, String... more) {
        String[] all = Arrays.copyOf(headers, headers.length + more.length);
        System.arraycopy(more, 0, all, headers.length, more.length);
        return all;
    }

    private static String host() {
        return "Host: 127.0.0.1:" + app().uri().getPort();
    }

    /** Sends a head, and reads the answer to the connection's end. */
    private static String ask(String line, String... headers) throws IOException {
        return send(line + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
    }

    private static String send(String bytes) throws IOException {
        try (Socket socket = new Socket(app().uri().getHost(), app().uri().getPort())) {
            socket.setSoTimeout(LONGEST_MILLIS);
            socket.getOutputStream().write(bytes.getBytes(UTF_8));
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[8_192];
            try {
                for (int read = socket.getInputStream().read(buffer);
                        read >= 0;
                        read = socket.getInputStream().read(buffer)) {
                    answer.append(new String(buffer, 0, read, ISO_8859_1));
                }
            } catch (SocketException e) {
                // Closed while some of what was sent was still on its way.
                assertThat(e).hasMessageContaining("reset");
            }
            return answer.toString();
        }
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    private static void assertRefused(String answer, int status) {
        assertProblem(answer, status);
        assertThat(answer.toLowerCase(Locale.ROOT)).contains("connection: close");
    }

    private static void assertProblem(String answer, int status) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer.toLowerCase(Locale.ROOT))
                .contains(
                        "content-type: application/problem+json",
                        "x-content-type-options: nosniff",
                        "cache-control: no-store")
                .contains("\"status\":" + status);
    }
}
