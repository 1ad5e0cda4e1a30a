package dev.astir.app.demo;

import dev.astir.protocol.Enrolment.Enrolled;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One person's day: comes, starts a work session, works at the desk, and now and then leaves it for
 * some minutes. Thread-safe.
 */
final class DemoWorkday implements AutoCloseable {

    private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(4);
    private static final Duration RETRY = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(DemoWorkday.class);

    private final DemoPerson person;
    private final Enrolled device;
    private final String password;
    private final DemoApi api;
    private final ScheduledExecutorService scheduler;
    private final ExecutorService blocking;
    private final RandomGenerator random;
    private final Clock clock;

    private @Nullable DemoDesk desk;
    private @Nullable String session;
    private boolean closed;

    DemoWorkday(
            DemoPerson person,
            Enrolled device,
            String password,
            DemoApi api,
            ScheduledExecutorService scheduler,
            ExecutorService blocking,
            RandomGenerator random,
            Clock clock) {
        this.person = person;
        this.device = device;
        this.password = password;
        this.api = api;
        this.scheduler = scheduler;
        this.blocking = blocking;
        this.random = random;
        this.clock = clock;
    }

    /** Comes after a while. */
    void comeIn(Duration wait) {
        later(wait, this::come);
    }

    private synchronized void come() {
        if (closed) {
            return;
        }
        session = api.startSession(api.signIn(person.email(), password).accessToken());
        desk = DemoDesk.open(person, api.server(), device, scheduler, random, clock);
        int minutes = person.habit().pauseEveryMinutes();
        later(between(Duration.ofMinutes(minutes / 2), Duration.ofMinutes(minutes * 2L)), this::go);
    }

    private synchronized void go() {
        if (closed) {
            return;
        }
        leaveDesk();
        if (session != null) {
            api.stopSession(api.signIn(person.email(), password).accessToken(), session);
            session = null;
        }
        comeIn(between(SHORTEST_PAUSE, LONGEST_PAUSE));
    }

    private void leaveDesk() {
        DemoDesk open = desk;
        if (open != null) {
            open.close();
            desk = null;
        }
    }

    private void later(Duration wait, Runnable task) {
        try {
            scheduler.schedule(
                    () -> blocking.execute(() -> attempt(task)),
                    wait.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The demo is over", e);
        }
    }

    /** The app may be stopping, or busy; what does not work now is tried again. */
    private void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            synchronized (this) {
                if (closed) {
                    return;
                }
            }
            LOG.warn("{} of the demo could not act: {}", person.name(), e.toString());
            later(RETRY, task);
        }
    }

    private Duration between(Duration least, Duration most) {
        return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
    }

    /** Leaves the desk; the session goes on, as it does when somebody's computer restarts. */
    @Override
    public synchronized void close() {
        closed = true;
        leaveDesk();
    }
}
