package dev.astir.benchmarks.feed;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A pool whose connections tell when the last {@link Connection#commit} of this thread returned.
 * Thread-safe.
 */
final class CommitTimes {
    private final DataSource dataSource;
    private final ThreadLocal<Long> last = ThreadLocal.withInitial(() -> 0L);

    CommitTimes(DataSource dataSource) {
        this.dataSource =
                proxy(
                        DataSource.class,
                        dataSource,
                        (method, result) ->
                                result instanceof Connection connection
                                        ? proxy(Connection.class, connection, this::noted)
                                        : result);
    }

    private interface Noted {
        @Nullable Object after(Method method, @Nullable Object result);
    }

    private @Nullable Object noted(Method method, @Nullable Object result) {
        if (method.getName().equals("commit")) {
            last.set(System.nanoTime());
        }
        return result;
    }

    private static <T> T proxy(Class<T> type, T target, Noted noted) {
        InvocationHandler handler =
                (proxy, method, arguments) -> {
                    try {
                        return noted.after(method, method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                };
        return type.cast(
                Proxy.newProxyInstance(
                        CommitTimes.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** When this thread's last commit returned, {@link System#nanoTime}; 0 if it has made none. */
    long last() {
        return last.get();
    }
}
