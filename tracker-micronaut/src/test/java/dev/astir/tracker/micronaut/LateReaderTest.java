package dev.astir.tracker.micronaut;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How much of a body is held for a controller that has not begun to read. */
@ExtendWith(TestPostgres.class)
@Tag("newest-java")
class LateReaderTest {
    private static final int BODY = 10_000_000;

    /** What Netty's server takes before anybody reads: a window of 64 KiB, and one read beyond. */
    private static final int WINDOW = 65_536 + 65_536;

    private static final int LEAST = 65_535;
    private static final int HEAD = 1_000;
    private static final Duration WAIT = Duration.ofSeconds(60);

    @Test
    void holdsNoMoreThanTheServersOwnWindow(DataSource dataSource) throws Exception {
        TrackerDatabase database = TrackerDatabase.in(dataSource);
        Map<String, Object> properties = new HashMap<>(database.properties("default"));
        properties.put("astir.tracker.body-limit", "16MB");
        try (TestServer server = new TestServer(properties);
                Socket socket = server.connect()) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(socket));
            server.bean(Gate.class).entered().join();

            InboundBytes inbound = server.bean(InboundBytes.class);
            Awaitility.await().atMost(WAIT).until(() -> inbound.count() >= LEAST);
            AtomicLong last = new AtomicLong(-1);
            Awaitility.await()
                    .during(Duration.ofSeconds(1))
                    .atMost(WAIT)
                    .until(() -> last.getAndSet(inbound.count()) == inbound.count());
            assertThat(inbound.count()).isLessThanOrEqualTo((long) WINDOW + HEAD);
            assertThat(sent).isNotDone();

            server.bean(Gate.class).open();
            sent.join();
            assertThat(answer(socket)).isEqualTo(Integer.toString(BODY));
            server.flush();
        }

        assertThat(database.clients()).containsExactly("patient");
    }

    private static void send(Socket socket) {
        byte[] body = new byte[BODY];
        Arrays.fill(body, (byte) ' ');
        byte[] beginning = "{\"client_id\":\"patient\"".getBytes(US_ASCII);
        System.arraycopy(beginning, 0, body, 0, beginning.length);
        body[BODY - 1] = '}';
        String head =
                "POST /bodies/late HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nContent-Length: "
                        + BODY
                        + "\r\n\r\n";
        try {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(US_ASCII));
            out.write(body);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String answer(Socket socket) throws Exception {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        String last = "";
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            last = line;
        }
        return last;
    }
}
