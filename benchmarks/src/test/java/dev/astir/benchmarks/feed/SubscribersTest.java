package dev.astir.benchmarks.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.benchmarks.feed.Dialect.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubscribersTest {

    @ParameterizedTest
    @EnumSource(Transport.class)
    void readsAllThatARealServerSends(Transport transport) throws Exception {
        try (LocalServer server =
                        new LocalServer(
                                LocalProcess.java(BareServer.class, List.of(), List.of("1")));
                Publisher publisher = server.publisher();
                Subscribers subscribers =
                        new Subscribers(Dialect.plain(transport, "/"), server.port(), 0)) {
            subscribers.connect(120);
            Load load = new Load(publisher, 300);
            load.saturating(subscribers, 10, Duration.ofMillis(300));
            load.paced(200, Duration.ofMillis(100));

            assertThat(load.drain(subscribers)).isTrue();
            assertThat(load.published()).isGreaterThanOrEqualTo(20);
            Tally tally = subscribers.take();
            assertThat(tally.deliveries()).isEqualTo(120 * load.published());
            assertThat(tally.isWhole()).isTrue();
        }
    }

    @Test
    void noticesWhatIsLostAndRepeatedAndAnEarlyEnd() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Subscribers subscribers =
                        new Subscribers(
                                Dialect.plain(Transport.SSE, "/"), listening.getLocalPort(), 0)) {
            Thread server = new Thread(() -> sendWrongly(listening));
            server.start();
            subscribers.connect(1);
            server.join();

            Tally tally = new Tally();
            while (tally.closed == 0) {
                Tally more = subscribers.take();
                tally.lost += more.lost;
                tally.repeated += more.repeated;
                tally.closed += more.closed;
            }
            assertThat(tally.lost).isEqualTo(2);
            assertThat(tally.repeated).isEqualTo(1);
        }
    }

    /** Events 1, 2, 5 and 5 again, and then the connection's end. */
    private static void sendWrongly(ServerSocket listening) {
        try (Socket socket = listening.accept()) {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            answer.writeBytes(HttpAnswer.head(false).getBytes(US_ASCII));
            for (int number : new int[] {1, 2, 5, 5}) {
                answer.writeBytes(
                        HttpChunks.serverSentEvent(EventMark.event(number, System.nanoTime(), 99)));
            }
            int unused = socket.getInputStream().read(new byte[8_192]);
            socket.getOutputStream().write(answer.toByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
