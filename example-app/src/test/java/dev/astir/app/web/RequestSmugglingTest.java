package dev.astir.app.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.AppTest;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that a proxy in front could measure otherwise than the app does. */
class RequestSmugglingTest extends AppTest {

    private static final String HIDDEN = "GET /health/liveness HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static final int MILLIS = 20_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked, xchunked",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding: \u000bchunked",
                "Content-Length: 5\r\nContent-Length: 0",
                "Content-Length: +5",
                "Content-Length: 5, 0",
                "Content-Length: -1",
            })
    void aBodyOfTwoLengthsIsRefusedAndEndsTheConnection(String headers) throws IOException {
        String answers =
                answers(
                        "POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\n"
                                + headers
                                + "\r\n\r\n0\r\n\r\n"
                                + HIDDEN);

        assertThat(answers).startsWith("HTTP/1.1 400 ");
        assertThat(answers.split("HTTP/1\\.1 ", -1)).as("answers").hasSize(2);
    }

    /** Everything that comes until the app closes the connection. */
    private static String answers(String request) throws IOException {
        try (Socket socket = new Socket("localhost", app().uri().getPort())) {
            socket.setSoTimeout(MILLIS);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
