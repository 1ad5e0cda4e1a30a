package dev.astir.stream.bus.redis;

import dev.astir.stream.bus.MessageBus;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Wakes other nodes by {@code PUBLISH} and {@code SUBSCRIBE}, through a single Redis, one that
 * Sentinels watch, or a Redis Cluster. It makes two connections of its own; each time that it has
 * subscribed again, the listeners compare with the table.
 *
 * <pre>{@code
 * RedisClient client = RedisClient.create("redis-sentinel://s1,s2,s3#main");
 * RedisBus bus = RedisBus.of(client);
 * }</pre>
 *
 * <p>The client stays the caller's to shut down, after the bus was closed. That of a Cluster should
 * refresh its topology, or it may stay with a node that has left.
 *
 * <p>Thread-safe; no method blocks, except {@link #close}.
 */
public final class RedisBus extends MessageBus {
    /** The channel unless told otherwise: {@value}. */
    public static final String DEFAULT_CHANNEL = "astir:stream";

    private static final int LONGEST_MESSAGE = 64 << 10;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final RedisConnector connector;
    private final String channel;

    /** Made and closed by the thread that sends. */
    private volatile @Nullable RedisConnections connections;

    private volatile boolean isSubscribed;
    private long checked;

    private RedisBus(Builder builder) {
        super("redis", LONGEST_MESSAGE);
        connector = builder.connector;
        channel = builder.channel;
    }

    /** A bus with the default channel through one Redis, perhaps found by Sentinels. */
    public static RedisBus of(RedisClient client) {
        return builder(client).build();
    }

    /** A bus with the default channel through a Redis Cluster. */
    public static RedisBus of(RedisClusterClient client) {
        return builder(client).build();
    }

    /** Starts the settings of a bus through one Redis, perhaps found by Sentinels. */
    public static Builder builder(RedisClient client) {
        return new Builder(RedisConnector.of(client));
    }

    /** Starts the settings of a bus through a Redis Cluster. */
    public static Builder builder(RedisClusterClient client) {
        return new Builder(RedisConnector.of(client));
    }

    @Override
    public boolean isConnected() {
        RedisConnections open = connections;
        return open != null && isSubscribed && open.subscriber().isOpen();
    }

    @Override
    protected void connect() throws Exception {
        RedisConnections open = connections;
        boolean isDue = System.nanoTime() - checked > CHECK.toNanos() / 2;
        if (open == null || (isDue && !open.areOpen())) {
            disconnect();
            open = connector.connect();
            connections = open;
            checked = System.nanoTime();
            try {
                subscribe(open);
            } catch (Exception e) {
                disconnect();
                throw e;
            }
        } else if (isDue && open.areOpen()) {
            checked = System.nanoTime();
            // A connection may be dead without a word; this one is otherwise only read.
            await(open.subscriber().async().ping());
        }
    }

    private void subscribe(RedisConnections open) throws Exception {
        open.subscriber()
                .addListener(
                        new RedisPubSubAdapter<>() {
                            @Override
                            public void message(String from, String message) {
                                if (from.equals(channel)) {
                                    received(message);
                                }
                            }

                            @Override
                            public void subscribed(String to, long count) {
                                // Also each time that Lettuce has subscribed again.
                                isSubscribed = true;
                                missed();
                            }
                        });
        await(open.subscriber().async().subscribe(channel));
    }

    @Override
    protected void send(List<String> messages) throws Exception {
        RedisConnections open = connections;
        if (open == null || !open.areOpen()) {
            // Lettuce would keep them, in a queue of its own.
            throw new RedisException("not connected");
        }
        for (String message : messages) {
            await(open.publishing().publish(channel, message));
        }
    }

    private <T> void await(RedisFuture<T> future) throws Exception {
        try {
            future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new RedisException(e.getCause());
        } catch (TimeoutException e) {
            // A server that is gone without a word; new connections find out.
            future.cancel(true);
            disconnect();
            throw e;
        }
    }

    @Override
    protected void disconnect() {
        RedisConnections open = connections;
        connections = null;
        isSubscribed = false;
        if (open != null) {
            open.close();
        }
    }

    private void begin() {
        start();
    }

    /** A bus's settings. Not thread-safe. */
    public static final class Builder {
        private final RedisConnector connector;
        private String channel = DEFAULT_CHANNEL;

        private Builder(RedisConnector connector) {
            this.connector = connector;
        }

        /** Sets the channel; streams that share a Redis need one each, whatever its databases. */
        public Builder channel(String channel) {
            this.channel = Objects.requireNonNull(channel, "channel");
            if (channel.isEmpty()) {
                throw new IllegalArgumentException("channel: it is empty; expected a name");
            }
            return this;
        }

        /**
         * Starts the bus. It connects in the background, so this does not fail when Redis cannot be
         * reached yet.
         */
        public RedisBus build() {
            RedisBus bus = new RedisBus(this);
            bus.begin();
            return bus;
        }
    }
}
