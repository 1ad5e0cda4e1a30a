package dev.astir.benchmarks.feed;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A pool whose connections tell when the stream's writer has last committed: when {@link
 * Connection#commit} returned, or, where every statement commits by itself, when the connection was
 * given back. Events are answered on another thread, so the time is that of an event only where the
 * next commit comes later than its answer, as with twenty events a second. Thread-safe.
 */
final class CommitTimes {
    private static final String WRITER = "astir-stream-writer";

    private final DataSource dataSource;
    private volatile long last;
    private final ThreadLocal<Boolean> isTold = ThreadLocal.withInitial(() -> false);

    CommitTimes(DataSource dataSource) {
        this.dataSource =
                proxy(
                        DataSource.class,
                        dataSource,
                        (method, result) ->
                                result instanceof Connection connection
                                        ? taken(connection)
                                        : result);
    }

    private Connection taken(Connection connection) {
        isTold.set(false);
        return proxy(Connection.class, connection, this::noted);
    }

    private interface Noted {
        @Nullable Object after(Method method, @Nullable Object result);
    }

    private @Nullable Object noted(Method method, @Nullable Object result) {
        boolean isCommit = method.getName().equals("commit");
        if (Thread.currentThread().getName().equals(WRITER)
                && (isCommit || method.getName().equals("close") && !isTold.get())) {
            last = System.nanoTime();
            isTold.set(isCommit);
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

    /** When the writer last committed, {@link System#nanoTime}; 0 if it never has. */
    long last() {
        return last;
    }
}
