package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.EventFilter;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Ten thousand readers who come back at once. */
class FeedHerdTest {
    private static final String FEED = "herd";
    private static final int READERS = 10_000;
    private static final int EVENTS = 600;

    /** Twice a read of each page, the comparison once a second, and some more. */
    private static final int MOST_STATEMENTS = 150;

    private final AtomicInteger statements = new AtomicInteger();
    private final ScheduledExecutorService eventLoop = Executors.newSingleThreadScheduledExecutor();

    @Test
    void costsNoBurstOfStatementsFromMemoryNorFromTheTable() {
        try (TestDatabase database = TestDatabase.migrated()) {
            DataSource counting = counting(database.owner());
            StreamPosition head;
            try (ActivityStream stream = ActivityStream.of(counting)) {
                EventLoopSink keeper = new EventLoopSink(eventLoop);
                stream.subscribe(FEED, EventFilter.all(), null, keeper);
                EventLoopSink.waiting().until(() -> keeper.messages().size() == 1);
                head = publish(stream);
                EventLoopSink.waiting().until(() -> keeper.puts() == EVENTS);
                herd(stream, head);
                assertThat(stream.hub().stats().catchUpReads()).isZero();
            }
            // A node that has just started remembers nothing.
            try (ActivityStream stream = ActivityStream.of(counting)) {
                herd(stream, head);
                assertThat(stream.hub().stats().catchUpReads()).isPositive();
            }
        } finally {
            eventLoop.shutdownNow();
        }
    }

    private void herd(ActivityStream stream, StreamPosition head) {
        Random random = new Random(1);
        int before = statements.get();
        List<EventLoopSink> sinks = new ArrayList<>();
        List<Integer> missed = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            EventLoopSink sink = new EventLoopSink(eventLoop);
            int behind = 1 + random.nextInt(100);
            sinks.add(sink);
            missed.add(behind);
            stream.hub()
                    .connect(FeedAccess.of("reader" + i, FEED, Set.of()), sink)
                    .subscribe(
                            FeedHub.ACTIVITIES,
                            EventFilter.all(),
                            new StreamPosition(head.epoch(), head.offset() - behind));
        }
        EventLoopSink.waiting()
                .until(() ->
                        IntStream.range(0, READERS)
                                .allMatch(i -> sinks.get(i).puts() == missed.get(i)));
        assertThat(statements.get() - before).isLessThan(MOST_STATEMENTS);
    }

    private static StreamPosition publish(ActivityStream stream) {
        List<CompletableFuture<StreamPosition>> all = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            all.add(stream.publish(FEED, ActivityEvent.builder("a.b").build()));
        }
        return all.get(EVENTS - 1).join();
    }

    private DataSource counting(DataSource dataSource) {
        return proxy(
                DataSource.class,
                (method, arguments) -> {
                    Object result = call(dataSource, method, arguments);
                    return result instanceof Connection connection ? counting(connection) : result;
                });
    }

    private Connection counting(Connection connection) {
        return proxy(
                Connection.class,
                (method, arguments) -> {
                    if (method.getName().equals("prepareStatement")
                            || method.getName().equals("createStatement")) {
                        statements.incrementAndGet();
                    }
                    return call(connection, method, arguments);
                });
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(
                Proxy.newProxyInstance(
                        FeedHerdTest.class.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> calls.call(method, arguments)));
    }

    private interface Calls {
        Object call(Method method, Object[] arguments) throws Throwable;
    }
}
