package dev.astir.tracker.redis;

import dev.astir.testing.redis.RedisClusterProcesses;
import dev.astir.testing.redis.RedisProcess;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each RedisProcess and each RedisClusterProcesses parameter the one of its kind for all
 * tests of the JVM, emptied.
 */
public final class TestRedis implements ParameterResolver {

    private interface Start<T> {
        T run() throws IOException;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == RedisProcess.class || type == RedisClusterProcesses.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == RedisProcess.class) {
            RedisProcess redis =
                    started(
                            context,
                            RedisProcess.class,
                            () -> RedisProcess.start("maxmemory-policy noeviction"));
            redis.commands().flushall();
            return redis;
        }
        RedisClusterProcesses cluster =
                started(context, RedisClusterProcesses.class, RedisClusterProcesses::start);
        cluster.flush();
        return cluster;
    }

    private static <T> T started(ExtensionContext context, Class<T> type, Start<T> start) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(
                        type,
                        key -> {
                            try {
                                return start.run();
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        type);
    }
}
