package dev.astir.stream.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.feed.PausingSocket;
import dev.astir.stream.feed.SocketClient;
import dev.astir.stream.rest.FeedRest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A client that pings and does not read is ended, and no pongs pile up. Jetty is not among these:
 * it stops reading such a client, and leaves it there.
 */
@Timeout(value = 40, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("newest-java")
class ServletPingFloodTest {

    /** 64 MB: far more than two systems keep for a socket. */
    private static final int PINGS = 500_000;

    static List<ServletContainer.Start> containers() {
        return List.of(TomcatContainer::start, UndertowContainer::start);
    }

    @ParameterizedTest
    @MethodSource("containers")
    void isEnded(ServletContainer.Start start) throws Exception {
        try (FeedServer server =
                        new FeedServer(
                                start, FeedRest.DEFAULT_DOWNLOAD_PATIENCE, Duration.ofSeconds(1));
                PausingSocket hostile = new PausingSocket(server, "hostile.busy");
                SocketClient other = server.socket("alice.busy")) {
            assertThat(hostile.sendPings(PINGS)).isFalse();
            other.sendPing();
            other.awaitPong();
        }
    }
}
