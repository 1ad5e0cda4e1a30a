package dev.astir.stream.feed;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.TestDatabase;
import java.net.URI;
import java.util.Map;

/**
 * A real server with the endpoints at their default paths, on a free port of the loopback, and a
 * real database; it knows {@link TestTokens}, and pings every 300 ms.
 */
public interface LiveServer extends AutoCloseable {
    /** So many sessions that a herd can be one person. */
    FeedLimits LIMITS = FeedLimits.DEFAULT.withSessions(1_000).withSubscriptions(10_000);

    ActivityStream stream();

    TestDatabase database();

    /** What it takes for the time of day. */
    SettableClock clock();

    /** Its name and port. */
    String host();

    /** Stops it as an application does that shuts down, and starts it on the same database. */
    void restart() throws Exception;

    /** What the transport holds for all clients; 0 if it does not tell. */
    long pendingBytes();

    @Override
    void close() throws Exception;

    default URI http(String path) {
        return URI.create("http://" + host() + path);
    }

    default URI webSocket() {
        return URI.create("ws://" + host() + "/api/live");
    }

    /** A client with this token. */
    default SocketClient socket(String token) {
        return new SocketClient(webSocket(), Map.of(), "astir.v1", "bearer." + token);
    }

    /** A stream of events for a client with this token. */
    default EventSourceClient events(String token) {
        return new EventSourceClient(
                http("/api/live/events"), Map.of("Authorization", "Bearer " + token));
    }
}
