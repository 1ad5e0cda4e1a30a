package dev.astir.stream.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.feed.EventSourceClient;
import dev.astir.stream.feed.SocketClient;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server closes what is idle, and takes for idle who only listens; not so those of the feed. */
@Tag("newest-java")
class IdleTimeoutTest {
    /** The timeout is two seconds; a ping comes every 300 ms. */
    private static final int PINGS = 15;

    @Test
    void neitherASocketNorAStreamIsIdle() {
        try (TestServer server = new TestServer(Map.of("micronaut.server.idle-timeout", "2s"));
                SocketClient socket = server.socket("alice.feed");
                EventSourceClient stream = server.events("alice.feed")) {
            socket.send("{\"type\":\"subscribe\",\"channel\":\"activities\"}");
            socket.await("subscribed", 1);
            stream.next("subscribed");
            for (int i = 0; i < PINGS; i++) {
                stream.next("ping");
            }
            socket.await("ping", PINGS);

            StreamPosition position =
                    server.stream().publish("feed", ActivityEvent.builder("a.b").build()).join();

            assertThat(socket.await("put", 1).get(0))
                    .containsEntry("position", position.toString());
            assertThat(stream.next("put").id()).isEqualTo(position.toString());
            assertThat(stream.next("ping").id()).isEqualTo(position.toString());
        }
    }
}
