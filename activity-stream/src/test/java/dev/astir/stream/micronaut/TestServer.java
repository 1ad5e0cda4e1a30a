package dev.astir.stream.micronaut;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.TestDatabase;
import dev.astir.stream.feed.FeedAuthenticator;
import dev.astir.stream.feed.TestTokens;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** A real Micronaut server with the endpoints, on a free port of the loopback. */
public final class TestServer implements AutoCloseable {
    static final String PROPERTY = "test.stream";

    private final TestDatabase database = TestDatabase.migrated();
    private final EmbeddedServer server;

    /** Starts a server with further settings. */
    public TestServer(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("micronaut.server.host", "127.0.0.1");
        all.put("micronaut.server.port", "${random.port}");
        all.put(PROPERTY, true);
        // Micronaut lets no page from elsewhere talk to a server on localhost, listed or not.
        all.put("micronaut.server.cors.localhost-pass-through", true);
        ApplicationContext context =
                ApplicationContext.builder()
                        .properties(all)
                        .singletons(new Database(database.owner()))
                        .build()
                        .start();
        server = context.getBean(EmbeddedServer.class).start();
    }

    public ActivityStream stream() {
        return server.getApplicationContext().getBean(ActivityStream.class);
    }

    public TestDatabase database() {
        return database;
    }

    public String host() {
        return server.getHost() + ":" + server.getPort();
    }

    public URI http(String path) {
        return URI.create("http://" + host() + path);
    }

    public URI webSocket() {
        return URI.create("ws://" + host() + "/api/live");
    }

    public void shutDownGracefully() {
        server.getApplicationContext()
                .getBean(GracefulShutdownManager.class)
                .shutdownGracefully()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        server.getApplicationContext().close();
        database.close();
    }

    /** Hands the database to the context. */
    record Database(DataSource dataSource) {}

    /** What an embedder writes. */
    @Factory
    @Requires(property = PROPERTY)
    static class Embedder {

        @Singleton
        @Bean(preDestroy = "close")
        ActivityStream stream(Database database) {
            return ActivityStream.builder(database.dataSource())
                    .pingInterval(Duration.ofMillis(300))
                    .build();
        }

        @Singleton
        FeedAuthenticator authenticator() {
            return new TestTokens();
        }
    }
}
