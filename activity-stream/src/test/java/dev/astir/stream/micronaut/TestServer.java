package dev.astir.stream.micronaut;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.TestDatabase;
import dev.astir.stream.feed.EphemeralItem;
import dev.astir.stream.feed.FeedAuthenticator;
import dev.astir.stream.feed.LiveServer;
import dev.astir.stream.feed.SettableClock;
import dev.astir.stream.feed.TestTokens;
import dev.astir.stream.rest.FeedRest;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import io.micronaut.runtime.server.EmbeddedServer;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** A real Micronaut server with the endpoints, on a free port of the loopback. */
public final class TestServer implements LiveServer {
    /** The setting of who is cut that takes nothing of a file. */
    public static final String DOWNLOAD_PATIENCE = "test.download-patience";

    static final String PROPERTY = "test.stream";

    private final TestDatabase database = TestDatabase.migrated();
    private final SettableClock clock = new SettableClock();
    private final Map<String, Object> settings;
    private EmbeddedServer server;

    /** Starts a server with further settings. */
    public TestServer(Map<String, Object> settings) {
        this.settings = settings;
        server = start();
    }

    private EmbeddedServer start() {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("micronaut.server.host", "127.0.0.1");
        all.put("micronaut.server.port", -1);
        all.put(PROPERTY, true);
        // Micronaut lets no page from elsewhere talk to a server on localhost, listed or not.
        all.put("micronaut.server.cors.localhost-pass-through", true);
        ApplicationContext context =
                ApplicationContext.builder()
                        .properties(all)
                        .singletons(new Surroundings(database.owner(), clock))
                        .build()
                        .start();
        return context.getBean(EmbeddedServer.class).start();
    }

    @Override
    public ActivityStream stream() {
        return server.getApplicationContext().getBean(ActivityStream.class);
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
        return server.getHost() + ":" + server.getPort();
    }

    @Override
    public long pendingBytes() {
        return server.getApplicationContext().getBean(Connections.class).pendingBytes();
    }

    @Override
    public void restart() {
        stop();
        server = start();
    }

    /** Closes the context, and leaves the database. */
    void stop() {
        server.getApplicationContext().close();
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
        stop();
        database.close();
    }

    /** Handed to the context. */
    record Surroundings(DataSource dataSource, Clock clock) {}

    /** Remembers the server's connections. */
    @Singleton
    @Requires(property = PROPERTY)
    static class Connections
            implements BeanCreatedEventListener<NettyServerCustomizer.Registry>,
                    NettyServerCustomizer {
        private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

        @Override
        public NettyServerCustomizer.Registry onCreated(
                BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
            event.getBean().register(this);
            return event.getBean();
        }

        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            if (role == ChannelRole.CONNECTION) {
                open.add(channel);
            }
            return this;
        }

        long pendingBytes() {
            return open.stream().mapToLong(Channels::pendingBytes).sum();
        }
    }

    /** What an embedder writes. */
    @Factory
    @Requires(property = PROPERTY)
    static class Embedder {

        @Singleton
        @Bean(preDestroy = "close")
        ActivityStream stream(Surroundings surroundings) {
            ActivityStream stream =
                    ActivityStream.builder(surroundings.dataSource())
                            .clock(surroundings.clock())
                            .pingInterval(Duration.ofMillis(300))
                            .limits(LiveServer.LIMITS)
                            .build();
            stream.hub()
                    .ephemeral(
                            "presence",
                            access -> List.of(EphemeralItem.of("bob", "{\"userId\":\"bob\"}")));
            return stream;
        }

        @Singleton
        FeedRest rest(
                ActivityStream stream,
                @Property(name = DOWNLOAD_PATIENCE, defaultValue = "60s") Duration patience) {
            return FeedRest.builder(stream).downloadPatience(patience).build();
        }

        @Singleton
        FeedAuthenticator authenticator() {
            return new TestTokens();
        }
    }
}
