package dev.astir.stream.jakarta;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.TestDatabase;
import dev.astir.stream.feed.EphemeralItem;
import dev.astir.stream.feed.LiveServer;
import dev.astir.stream.feed.SettableClock;
import dev.astir.stream.feed.TestTokens;
import dev.astir.stream.rest.FeedRest;
import java.time.Duration;
import java.util.List;

/** A servlet container with the endpoints. */
public final class FeedServer implements LiveServer {
    private final TestDatabase database = TestDatabase.migrated();
    private final SettableClock clock = new SettableClock();
    private final ServletContainer.Start start;
    private final Duration downloadPatience;
    private final Duration sendTimeout;
    private ActivityStream stream;
    private ServletContainer container;

    public FeedServer(ServletContainer.Start start) throws Exception {
        this(start, FeedRest.DEFAULT_DOWNLOAD_PATIENCE);
    }

    public FeedServer(ServletContainer.Start start, Duration downloadPatience) throws Exception {
        this(start, downloadPatience, FeedEndpoints.DEFAULT_SEND_TIMEOUT);
    }

    FeedServer(ServletContainer.Start start, Duration downloadPatience, Duration sendTimeout)
            throws Exception {
        this.start = start;
        this.downloadPatience = downloadPatience;
        this.sendTimeout = sendTimeout;
        begin();
    }

    private void begin() throws Exception {
        stream =
                ActivityStream.builder(database.owner())
                        .clock(clock)
                        .pingInterval(Duration.ofMillis(300))
                        .limits(LIMITS)
                        .build();
        stream.hub()
                .ephemeral(
                        "presence",
                        access -> List.of(EphemeralItem.of("bob", "{\"userId\":\"bob\"}")));
        FeedRest rest = FeedRest.builder(stream).downloadPatience(downloadPatience).build();
        container =
                start.start(context ->
                        FeedEndpoints.builder(stream, new TestTokens())
                                .allowedOrigins(List.of("https://listed.example"))
                                .restPath("/api/activities")
                                .rest(rest)
                                .sendTimeout(sendTimeout)
                                .register(context));
    }

    @Override
    public ActivityStream stream() {
        return stream;
    }

    @Override
    public TestDatabase database() {
        return database;
    }

    @Override
    public SettableClock clock() {
        return clock;
    }

    @Override
    public String host() {
        return "127.0.0.1:" + container.port();
    }

    @Override
    public long pendingBytes() {
        return 0;
    }

    @Override
    public void restart() throws Exception {
        container.close();
        stream.close();
        begin();
    }

    @Override
    public void close() throws Exception {
        container.close();
        stream.close();
        database.close();
    }
}
