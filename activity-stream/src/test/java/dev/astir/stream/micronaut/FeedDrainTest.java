package dev.astir.stream.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.astir.stream.feed.EventSourceClient;
import dev.astir.stream.feed.FeedHub;
import dev.astir.stream.feed.SocketClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A node that shuts down sends its readers away one after the other. */
@Tag("newest-java")
class FeedDrainTest {
    private static final int READERS = 200;

    /** They take a second, by timers: it cannot be less, and much of it must be seen here. */
    private static final Duration LEAST = Duration.ofMillis(250);

    static Stream<Named<Consumer<TestServer>>> endings() {
        return Stream.of(
                Named.of("shut down gracefully", TestServer::shutDownGracefully),
                Named.of("closed", TestServer::stop));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void spreadsTheGoodbyes(Consumer<TestServer> ending) {
        try (TestServer server = new TestServer(Map.of("astir.stream.drain", "10s"))) {
            FeedHub hub = server.stream().hub();
            List<SocketClient> readers = SocketClient.connect(server, "reader.feed", READERS);
            EventSourceClient stream = server.events("streaming.feed");
            await().until(() -> hub.sessions() == READERS + 1);

            ending.accept(server);

            readers.forEach(reader -> assertThat(reader.awaitClosed()).isEqualTo(1001));
            assertThat(stream.rest()).extracting(event -> event.type()).doesNotContain("reset");
            long first = readers.stream().mapToLong(SocketClient::closedAt).min().orElseThrow();
            long last = readers.stream().mapToLong(SocketClient::closedAt).max().orElseThrow();
            assertThat(Duration.ofNanos(last - first)).isGreaterThan(LEAST);
        }
    }

    @ParameterizedTest
    @MethodSource("endings")
    void sendsAllAwayWithoutATimeToDoIt(Consumer<TestServer> ending) {
        try (TestServer server = new TestServer(Map.of("astir.stream.drain", "0s"))) {
            FeedHub hub = server.stream().hub();
            List<SocketClient> readers = SocketClient.connect(server, "reader.feed", READERS);
            await().until(() -> hub.sessions() == READERS);

            ending.accept(server);

            readers.forEach(reader -> assertThat(reader.awaitClosed()).isEqualTo(1001));
        }
    }

    @Test
    void refusesATimeBelowZero() {
        assertThatThrownBy(() -> new StreamConfiguration().setDrain(Duration.ofSeconds(-1)))
                .hasMessage("astir.stream.drain: PT-1S is not allowed; expected 0 or more");
    }
}
