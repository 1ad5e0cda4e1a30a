package dev.astir.stream.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.TestDatabase;
import dev.astir.stream.feed.EventSourceClient;
import dev.astir.stream.feed.LiveServer;
import dev.astir.stream.feed.SocketClient;
import dev.astir.stream.feed.TestTokens;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Readers can be sent away while the server still runs. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("newest-java")
class FeedDrainTest {
    private static final Map<String, String> TOKEN = Map.of("Authorization", "Bearer alice.team");
    private static final int READERS = 100;

    static List<Arguments> containers() {
        return List.of(
                Arguments.of("Tomcat", (ServletContainer.Start) TomcatContainer::start),
                Arguments.of("Jetty", (ServletContainer.Start) JettyContainer::start),
                Arguments.of("Undertow", (ServletContainer.Start) UndertowContainer::start));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("containers")
    void everybodyIsToldThoseWhoComeLaterToo(String name, ServletContainer.Start start)
            throws Exception {
        try (TestDatabase database = TestDatabase.migrated();
                ActivityStream stream =
                        ActivityStream.builder(database.owner())
                                .limits(LiveServer.LIMITS)
                                .build()) {
            FeedEndpoints endpoints = FeedEndpoints.builder(stream, new TestTokens()).build();
            List<SocketClient> readers = new ArrayList<>();
            try (ServletContainer container = start.start(endpoints::register)) {
                String host = "127.0.0.1:" + container.port();
                URI socket = URI.create("ws://" + host + "/api/live");
                for (int i = 0; i < READERS; i++) {
                    SocketClient reader = new SocketClient(socket, TOKEN, "astir.v1");
                    readers.add(reader);
                    reader.send("{\"type\":\"subscribe\",\"channel\":\"activities\"}");
                    reader.await("subscribed", 1);
                }
                EventSourceClient events =
                        new EventSourceClient(
                                URI.create("http://" + host + "/api/live/events"), TOKEN);
                events.next("subscribed");

                endpoints.drain();

                for (SocketClient reader : readers) {
                    assertThat(reader.awaitClosed()).isEqualTo(1001);
                }
                assertThat(events.rest()).isEmpty();
                try (SocketClient late = new SocketClient(socket, TOKEN, "astir.v1")) {
                    assertThat(late.awaitClosed()).isEqualTo(1001);
                }
                endpoints.drain();
            } finally {
                readers.forEach(SocketClient::close);
            }
        }
    }
}
