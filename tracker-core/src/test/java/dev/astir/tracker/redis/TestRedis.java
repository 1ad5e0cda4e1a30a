package dev.astir.tracker.redis;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each RedisProcess parameter the one Redis for all tests of the JVM, emptied. */
final class TestRedis implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RedisProcess.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        RedisProcess redis =
                context.getRoot()
                        .getStore(ExtensionContext.Namespace.GLOBAL)
                        .getOrComputeIfAbsent(
                                RedisProcess.class, key -> start(), RedisProcess.class);
        redis.commands().flushall();
        return redis;
    }

    private static RedisProcess start() {
        try {
            return RedisProcess.start("maxmemory-policy noeviction");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
