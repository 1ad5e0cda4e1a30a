package dev.astir.stream.element;

import static org.awaitility.Awaitility.await;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.TestDatabase;
import dev.astir.stream.feed.FeedAuthenticator;
import dev.astir.testing.net.Ports;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** An embedder's server: the element, REST and live, on a free port of the loopback. */
final class ElementServer implements AutoCloseable {
    static final String PROPERTY = "test.element";

    private final TestDatabase database = TestDatabase.migrated();
    private final List<String> otherOrigins;
    private final int port = Ports.free();
    private @Nullable EmbeddedServer server;

    private ElementServer(List<String> otherOrigins) {
        this.otherOrigins = otherOrigins;
    }

    static ElementServer launch(String... otherOrigins) {
        ElementServer server = new ElementServer(List.of(otherOrigins));
        server.start();
        return server;
    }

    /** Starts, again on the same port. */
    void start() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("micronaut.server.host", "127.0.0.1");
        settings.put("micronaut.server.port", port);
        settings.put(
                "micronaut.router.static-resources.element.paths",
                "classpath:META-INF/resources/astir");
        settings.put("micronaut.router.static-resources.element.mapping", "/astir/**");
        settings.put("micronaut.router.static-resources.pages.paths", "classpath:element");
        settings.put("micronaut.router.static-resources.pages.mapping", "/pages/**");
        settings.put("micronaut.server.cors.enabled", true);
        settings.put("micronaut.server.cors.localhost-pass-through", true);
        settings.put("micronaut.server.cors.configurations.pages.allowed-origins", otherOrigins);
        settings.put("astir.stream.allowed-origins", otherOrigins);
        settings.put("astir.stream.rest-path", "/api/activities");
        settings.put(PROPERTY, true);
        ApplicationContext context =
                ApplicationContext.builder()
                        .properties(settings)
                        .singletons(new Database(database.owner()))
                        .build()
                        .start();
        awaitFreePort();
        server = context.getBean(EmbeddedServer.class).start();
    }

    /** The system lets go of a port a moment after the server that had it. */
    private void awaitFreePort() {
        await().ignoreExceptionsInstanceOf(BindException.class)
                .until(() -> {
                    try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                        return probe.isBound();
                    }
                });
    }

    void stop() {
        if (server != null) {
            server.getApplicationContext().close();
            server = null;
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    ActivityStream stream() {
        if (server == null) {
            throw new IllegalStateException("the server is stopped");
        }
        return server.getApplicationContext().getBean(ActivityStream.class);
    }

    /** What another node would use, while this one is up or down. The caller closes it. */
    ActivityStream otherNode() {
        return ActivityStream.of(database.owner());
    }

    /** Publishes, and answers when it is stored. */
    ActivityEvent publish(String feed, ActivityEvent event) {
        stream().publish(feed, event).join();
        return event;
    }

    ActivityEvent publish(String feed, String message) {
        return publish(feed, ActivityEvent.builder("note.written").message(message).build());
    }

    /** Gives a feed another history, as a restore from a backup does. */
    void renewEpoch(String feed) {
        database.execute("UPDATE activity_feeds SET epoch = 'renewed' WHERE feed = '" + feed + "'");
    }

    @Override
    public void close() {
        stop();
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
                    .pingInterval(Duration.ofSeconds(1))
                    .build();
        }

        @Singleton
        FeedAuthenticator authenticator() {
            return new People();
        }
    }
}
