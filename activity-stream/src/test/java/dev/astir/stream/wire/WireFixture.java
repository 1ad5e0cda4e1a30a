package dev.astir.stream.wire;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.feed.EventSourceClient;
import dev.astir.stream.feed.LiveServer;
import dev.astir.stream.feed.SocketClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** One server after the other, of each kind, for all tests of a class. */
@ParameterizedClass
@EnumSource
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("newest-java")
abstract class WireFixture {
    /** A container takes its time to close what nobody reads. */
    static final Duration LONGEST = Duration.ofSeconds(40);

    static LiveServer server;

    final String feed = UUID.randomUUID().toString();

    @Parameter ServerKind kind;

    @BeforeParameterizedClassInvocation
    static void start(ServerKind kind) throws Exception {
        server = kind.start();
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        server.close();
    }

    final StreamPosition publish(String type) {
        return server.stream().publish(feed, ActivityEvent.builder(type).build()).join();
    }

    final SocketClient client(String token) {
        return server.socket(token);
    }

    /** Alice's stream. */
    final EventSourceClient events(String query, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Authorization", "Bearer alice." + feed);
        return anybody(query, all);
    }

    /** A stream for whoever the headers tell of. */
    static EventSourceClient anybody(String query, Map<String, String> headers) {
        return new EventSourceClient(server.http("/api/live/events" + query), headers);
    }
}
