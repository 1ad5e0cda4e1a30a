package dev.astir.app.platform;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database twice a second whether it answers, on a connection of its own, and on a second
 * one before it says no ({@link DatabaseQuestion}). So nobody has to guess from how long a
 * statement takes: one that takes long is left alone while the database answers others, and when it
 * does not, everybody who waits for it is told at once, instead of each after a time of their own.
 * Thread-safe.
 */
public final class DatabaseWatch implements AutoCloseable {

    /** Between two questions. */
    static final Duration INTERVAL = Duration.ofMillis(500);

    /** For an answer; with the interval less than the three seconds that a request may take. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** After which a second connection is asked: one alone may be silent for its own reasons. */
    private static final Duration DOUBT = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);

    private final Settings.Database database;
    private final PGSimpleDataSource dataSource;
    private final OpenConnections connections = new OpenConnections();
    private final @Nullable DatabaseRevival revival;
    private final List<Runnable> onAway = new CopyOnWriteArrayList<>();
    private final AtomicLong outages = new AtomicLong();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().name("astir-database-question").daemon().factory());
    private final Thread thread =
            Thread.ofPlatform().name("astir-database").daemon().unstarted(this::run);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private volatile boolean away;
    private volatile boolean ending;
    private volatile boolean stopped;

    // The thread's own.
    private @Nullable Connection connection;
    private long since;

    private DatabaseWatch(Settings.Database database, @Nullable DatabaseRevival revival) {
        this.database = database;
        this.dataSource = Migrations.dataSource(database);
        int seconds = (int) PATIENCE.toSeconds();
        dataSource.setConnectTimeout(seconds);
        dataSource.setSocketTimeout(seconds);
        dataSource.setApplicationName("astir-watch");
        this.revival = revival;
    }

    /**
     * Begins to ask. The database answers now.
     *
     * @param revival what starts it again when it died; null where that is somebody else's to do
     */
    static DatabaseWatch start(Settings.Database database, @Nullable DatabaseRevival revival) {
        DatabaseWatch watch = new DatabaseWatch(database, revival);
        watch.thread.start();
        return watch;
    }

    /** Whether the database does not answer now. */
    public boolean isAway() {
        return away;
    }

    /** How often it stopped answering. */
    public long outages() {
        return outages.get();
    }

    /** How often it was started again; never, where that is somebody else's to do. */
    long restarts() {
        return revival == null ? 0 : revival.restarts();
    }

    /** Runs this whenever it stops answering, on the watch's thread; it must not block. */
    public void whenAway(Runnable listener) {
        onAway.add(listener);
    }

    /** Makes connections that the watch ends when nothing is to be expected of them any more. */
    PGSimpleDataSource dataSource() {
        return new WatchedDataSource(database, this);
    }

    /** Those that it made. */
    OpenConnections connections() {
        return connections;
    }

    /**
     * Waits until the database answers.
     *
     * @return whether it does
     */
    boolean await(Duration longest) throws InterruptedException {
        if (!isAway()) {
            return true;
        }
        lock.lockInterruptibly();
        try {
            long left = longest.toNanos();
            while (isAway() && left > 0 && !ending) {
                left = changed.awaitNanos(left);
            }
            return !isAway();
        } finally {
            lock.unlock();
        }
    }

    /** The app ends: nobody waits any more until the database answers. */
    void waitNoMore() {
        lock.lock();
        try {
            ending = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (!stopped) {
            try {
                look();
            } catch (InterruptedException e) {
                stopped = true;
            } catch (RuntimeException | OutOfMemoryError e) {
                // Without a watch nobody would be served any more, or be told why not.
                LOG.error("The database could not be looked after; it is tried again", e);
            }
            pause();
        }
        forget();
    }

    private void look() throws InterruptedException {
        String silence = ask();
        if (silence == null) {
            answers();
        } else if (!stopped) {
            isSilent(silence);
        }
    }

    /** Why there is no answer; null if there is one. */
    private @Nullable String ask() throws InterruptedException {
        DatabaseQuestion.Answer answer =
                new DatabaseQuestion(
                                dataSource::getConnection,
                                threads,
                                System::nanoTime,
                                DOUBT,
                                PATIENCE)
                        .ask(connection);
        connection = answer.connection();
        return answer.silence();
    }

    private void forget() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            OpenConnections.abort(old);
        }
    }

    private void answers() {
        if (!away) {
            return;
        }
        lock.lock();
        try {
            away = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        LOG.warn(
                "The database answers again, after {} s",
                Duration.ofNanos(System.nanoTime() - since).toSeconds());
    }

    private void isSilent(String reason) {
        boolean isNews = !away;
        if (isNews) {
            outages.incrementAndGet();
            since = System.nanoTime();
            away = true;
            LOG.error(
                    "The database does not answer ({}); until it does, requests are answered 503",
                    reason.strip().replaceAll("\\s*\\R\\s*", " | "));
        }
        // Each time: one that was being made when the others ended is as dead as they were.
        connections.abort();
        if (isNews) {
            onAway.forEach(Runnable::run);
        }
        if (revival != null) {
            revival.run();
        }
    }

    private void pause() {
        lock.lock();
        try {
            long left = INTERVAL.toNanos();
            while (left > 0 && !stopped) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            stopped = true;
        } finally {
            lock.unlock();
        }
    }

    /** Returns when nothing is asked, or done for a database that is silent, any more. */
    @Override
    public void close() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            // Not interrupted: a database that is being started again is stopped when it runs.
            thread.join();
            threads.shutdown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
