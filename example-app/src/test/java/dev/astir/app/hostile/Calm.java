package dev.astir.app.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import dev.astir.app.TestApp;
import dev.astir.stream.ActivityStream;
import io.micronaut.context.BeanContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.lang.Thread.UncaughtExceptionHandler;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;

/**
 * Watches that nothing breaks or stays behind in the app while it is attacked: no stack trace in
 * the log, and afterwards no connection of the database, no socket, and neither threads nor memory
 * in numbers that grow with the requests. Confined to one thread.
 */
final class Calm implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Pools grow to their size with the first that need them, and not with each. */
    private static final int MORE_THREADS = 40;

    /** Caches of bounded size fill; requests by the thousand would take more if each left some. */
    private static final long MORE_BYTES = 64 << 20;

    private final Logger root =
            (Logger) org.slf4j.LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    /** What ended a thread, which nobody logs. */
    private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();

    private final UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private final ActivityStream stream;
    private final List<HikariDataSource> pools;
    private final int sockets;
    private final int threads;
    private final long bytes;

    Calm(TestApp app) {
        stream = app.bean(ActivityStream.class);
        pools =
                app.bean(BeanContext.class).getBeansOfType(DataSource.class).stream()
                        .map(DelegatingDataSource::unwrapDataSource)
                        .map(HikariDataSource.class::cast)
                        .toList();
        assertThat(pools).hasSizeGreaterThanOrEqualTo(2);
        sockets = stream.hub().sessions();
        threads = threads();
        bytes = usedBytes();
        Thread.setDefaultUncaughtExceptionHandler((thread, exception) -> uncaught.add(exception));
        log.start();
        root.addAppender(log);
    }

    /** What was logged that tells of a defect of ours. */
    void assertNothingBroke() {
        List<String> traces;
        synchronized (log) {
            traces =
                    log.list.stream()
                            .filter(event ->
                                    event.getThrowableProxy() != null
                                            || event.getLevel().isGreaterOrEqual(Level.ERROR))
                            .map(event ->
                                    event
                                            + (event.getThrowableProxy() == null
                                                    ? ""
                                                    : " "
                                                            + event.getThrowableProxy()
                                                                    .getClassName()
                                                            + ": "
                                                            + event.getThrowableProxy()
                                                                    .getMessage()))
                            .distinct()
                            .toList();
        }
        assertThat(uncaught).as("uncaught with the seed %d", Hostile.SEED).isEmpty();
        assertThat(traces).as("logged with the seed %d", Hostile.SEED).isEmpty();
    }

    void assertNothingIsLeft() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    assertThat(stream.hub().sessions()).as("sockets").isLessThanOrEqualTo(sockets);
                    for (HikariDataSource pool : pools) {
                        assertThat(pool.getHikariPoolMXBean().getActiveConnections())
                                .as("connections of %s in use", pool.getPoolName())
                                .isZero();
                        assertThat(pool.getHikariPoolMXBean().getThreadsAwaitingConnection())
                                .isZero();
                    }
                    assertThat(threads()).as("threads").isLessThan(threads + MORE_THREADS);
                });
        assertThat(usedBytes()).as("bytes after collection").isLessThan(bytes + MORE_BYTES);
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Override
    public void close() {
        Thread.setDefaultUncaughtExceptionHandler(before);
        root.detachAppender(log);
        log.stop();
    }
}
