package dev.astir.stream.jakarta;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.TestDatabase;
import dev.astir.stream.feed.EphemeralItem;
import dev.astir.stream.feed.TestTokens;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A real server with the endpoints, and a stream on a real database. */
final class FeedServer implements AutoCloseable {
    private final TestDatabase database = TestDatabase.migrated();
    private final ActivityStream stream =
            ActivityStream.builder(database.owner()).pingInterval(Duration.ofMillis(300)).build();
    private final ServletContainer container;

    FeedServer(ServletContainer.Start start) throws Exception {
        stream.hub()
                .ephemeral(
                        "presence",
                        access -> List.of(EphemeralItem.of("bob", "{\"userId\":\"bob\"}")));
        container =
                start.start(context ->
                        FeedEndpoints.builder(stream, new TestTokens())
                                .allowedOrigins(List.of("https://listed.example"))
                                .restPath("/api/activities")
                                .register(context));
    }

    ActivityStream stream() {
        return stream;
    }

    TestDatabase database() {
        return database;
    }

    String host() {
        return "127.0.0.1:" + container.port();
    }

    URI http(String path) {
        return URI.create("http://" + host() + path);
    }

    URI webSocket() {
        return URI.create("ws://" + host() + FeedEndpoints.DEFAULT_PATH);
    }

    StreamPosition publish(String feed, String type) {
        return stream.publish(feed, ActivityEvent.builder(type).build()).join();
    }

    /** Stops the server as an application does that shuts down, and leaves the stream. */
    void stop() throws Exception {
        container.close();
    }

    @Override
    public void close() throws Exception {
        container.close();
        stream.close();
        database.close();
    }
}
