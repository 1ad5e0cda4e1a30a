package dev.astir.stream.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.EventSourceClient;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedSession;
import dev.astir.stream.feed.LiveServer;
import dev.astir.stream.feed.RecordingSink;
import dev.astir.stream.feed.SocketClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A reader who has as many sessions as it may have. */
class CrowdedReaderTest extends WireFixture {
    @Test
    void isRefusedMoreUntilOneEnds() throws Exception {
        FeedAccess access = FeedAccess.of("alice", feed, Set.of());
        List<FeedSession> sessions = new ArrayList<>();
        for (int i = 0; i < LiveServer.LIMITS.sessions(); i++) {
            sessions.add(server.stream().hub().connect(access, new RecordingSink()));
        }

        try (SocketClient client = client("alice." + feed)) {
            assertThat(client.awaitClosed(LONGEST)).isEqualTo(4008);
        }
        try (EventSourceClient client = events("", Map.of())) {
            assertThat(client.response().statusCode()).isEqualTo(429);
            assertThat(client.response().headers().firstValue("Retry-After")).hasValue("10");
            String body = new String(client.response().body().readAllBytes(), UTF_8);
            assertThat(body).contains("urn:astir:problem:too-many-requests");
        }
        try (SocketClient other = client("bob." + feed)) {
            other.await("ping", 1);
        }

        assertThat(sessions).allMatch(FeedSession::isOpen);
        sessions.get(0).close(CloseCode.NORMAL);
        await().until(() -> server.stream().hub().hasRoomFor(access));
        try (EventSourceClient client = events("", Map.of())) {
            client.next("subscribed");
        }
        sessions.forEach(session -> session.close(CloseCode.NORMAL));
    }

    @Test
    void asksForSoManyChannels() {
        StringBuilder channels = new StringBuilder("?channel=activities");
        for (int i = 0; i < 32; i++) {
            channels.append("&channel=c").append(i);
        }
        try (EventSourceClient client = events(channels.toString(), Map.of())) {
            assertThat(client.response().statusCode()).isEqualTo(400);
        }
    }
}
