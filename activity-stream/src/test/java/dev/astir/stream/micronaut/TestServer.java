package dev.astir.stream.micronaut;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.TestDatabase;
import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.FeedAccess;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

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
            return new Tokens();
        }
    }

    /** Knows tokens of the form {@code name:feed:audience}. */
    private static final class Tokens implements FeedAuthenticator {
        @Override
        public Admission authenticate(HttpRequest<?> request, @Nullable String token) {
            if (token != null) {
                return judge(token);
            }
            return request.getCookies()
                    .findCookie("session")
                    .map(Cookie::getValue)
                    .map(Tokens::judge)
                    .orElseGet(Admission::notAuthenticated);
        }

        @Override
        public Admission refresh(FeedAccess current, String token) {
            return judge(token);
        }

        private static Admission judge(String token) {
            String[] parts = token.split("\\.", -1);
            if (parts.length < 2) {
                return Admission.notAuthenticated();
            }
            if (parts[0].equals("blocked")) {
                return Admission.refused(CloseCode.BLOCKED);
            }
            Set<String> audiences = parts.length > 2 ? Set.of(parts[2]) : Set.of();
            FeedAccess access = FeedAccess.of(parts[0], parts[1], audiences);
            return Admission.granted(
                    parts[0].equals("expired")
                            ? access.until(Instant.now().minusSeconds(60))
                            : access);
        }
    }
}
