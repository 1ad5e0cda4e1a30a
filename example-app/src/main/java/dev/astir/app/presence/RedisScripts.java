package dev.astir.app.presence;

import dev.astir.app.platform.RedisAddress;
import dev.astir.app.web.ProblemException;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs scripts in Redis. While it is away a call fails at once, or after {@link #LONGEST}; and the
 * first after its return works again. Thread-safe.
 */
final class RedisScripts implements AutoCloseable {

    /** What Redis may take for an answer, or to be connected to. */
    static final Duration LONGEST = Duration.ofSeconds(2);

    /** After a failure to connect, it is tried again so much later. */
    private static final Duration REST = Duration.ofSeconds(1);

    private static final SocketOptions SOCKET =
            SocketOptions.builder().connectTimeout(LONGEST).build();

    private static final Logger LOG = LoggerFactory.getLogger(RedisScripts.class);

    private final RedisAddress address;
    private @Nullable AbstractRedisClient client;
    private volatile @Nullable Link link;
    private long restUntil = System.nanoTime();

    /** A connection, which comes back by itself. */
    private record Link(
            StatefulConnection<String, String> connection,
            RedisScriptingAsyncCommands<String, String> commands) {}

    RedisScripts(RedisAddress address) {
        this.address = address;
    }

    /**
     * Runs a script.
     *
     * @throws ProblemException 503 if Redis does not answer
     */
    List<Object> run(RedisScript script, String[] keys, String... values) {
        RedisScriptingAsyncCommands<String, String> commands = commands();
        try {
            return known(commands, script, keys, values);
        } catch (RedisException e) {
            // Of a Cluster, also that nobody has the slot.
            throw away(e);
        }
    }

    private static List<Object> known(
            RedisScriptingAsyncCommands<String, String> commands,
            RedisScript script,
            String[] keys,
            String[] values) {
        try {
            return await(commands.evalsha(script.digest(), ScriptOutputType.MULTI, keys, values));
        } catch (RedisNoScriptException e) {
            LOG.debug("Redis hears of {} for the first time", script);
            return await(commands.eval(script.text(), ScriptOutputType.MULTI, keys, values));
        }
    }

    private static List<Object> await(RedisFuture<List<Object>> future) {
        try {
            return future.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RedisNoScriptException unknown) {
                throw unknown;
            }
            throw away(e.getCause());
        } catch (TimeoutException e) {
            future.cancel(true);
            throw away(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away(e);
        }
    }

    private static ProblemException away(@Nullable Throwable failure) {
        LOG.debug("Redis does not answer", failure);
        return ProblemException.unavailable(
                "Who is here now is not known for a moment; try again.", REST);
    }

    private RedisScriptingAsyncCommands<String, String> commands() {
        Link open = link;
        return open == null ? connected() : open.commands();
    }

    private synchronized RedisScriptingAsyncCommands<String, String> connected() {
        Link open = link;
        if (open != null) {
            return open.commands();
        }
        if (System.nanoTime() - restUntil < 0) {
            throw away(null);
        }
        try {
            Link made = address.isCluster() ? cluster() : single();
            link = made;
            return made.commands();
        } catch (RuntimeException e) {
            restUntil = System.nanoTime() + REST.toNanos();
            throw away(e);
        }
    }

    private List<RedisURI> nodes() {
        return address.nodes().stream()
                .map(node -> RedisURI.builder(node).withTimeout(LONGEST).build())
                .toList();
    }

    private Link single() {
        RedisClient made = client instanceof RedisClient known ? known : RedisClient.create();
        client = made;
        made.setOptions(
                ClientOptions.builder()
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .socketOptions(SOCKET)
                        .build());
        StatefulRedisConnection<String, String> connection =
                made.connect(StringCodec.UTF8, nodes().getFirst());
        return new Link(connection, connection.async());
    }

    private Link cluster() {
        RedisClusterClient made =
                client instanceof RedisClusterClient known
                        ? known
                        : RedisClusterClient.create(nodes());
        client = made;
        made.setOptions(
                ClusterClientOptions.builder()
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .socketOptions(SOCKET)
                        .topologyRefreshOptions(
                                ClusterTopologyRefreshOptions.builder()
                                        .enableAllAdaptiveRefreshTriggers()
                                        .build())
                        .build());
        StatefulRedisClusterConnection<String, String> connection = made.connect(StringCodec.UTF8);
        return new Link(connection, connection.async());
    }

    @Override
    public synchronized void close() {
        AbstractRedisClient known = client;
        if (known != null) {
            known.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }
}
