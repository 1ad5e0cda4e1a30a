package dev.astir.stream.bus;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something until it is told to stop, with back-off after failures. Thread-safe. */
final class BusThread {
    private static final Logger LOG = LoggerFactory.getLogger(BusThread.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    private final MessageBus.Work work;
    private final CountDownLatch closing;
    private final Thread thread;
    private int failures;

    private BusThread(String name, MessageBus.Work work, CountDownLatch closing) {
        this.work = work;
        this.closing = closing;
        thread = new Thread(this::run, "astir-bus-" + name);
        thread.setDaemon(true);
    }

    static BusThread start(String name, MessageBus.Work work, CountDownLatch closing) {
        BusThread started = new BusThread(name, work, closing);
        started.thread.start();
        return started;
    }

    void interrupt() {
        thread.interrupt();
    }

    void join(Duration longest) {
        try {
            thread.join(longest.toMillis());
            if (thread.isAlive()) {
                LOG.warn("{} is still waiting for its connection", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                try {
                    work.once();
                    succeeded();
                } catch (InterruptedException e) {
                    // Only closing interrupts, or somebody who means to.
                    return;
                } catch (Exception e) {
                    failed(e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            work.end();
        }
    }

    private void succeeded() {
        if (failures > 0) {
            failures = 0;
            LOG.info("{} works again", thread.getName());
        }
    }

    private void failed(Exception failure) throws InterruptedException {
        if (closing.getCount() == 0) {
            return;
        }
        failures++;
        if (failures == 1) {
            LOG.warn(
                    "{} failed; readers on other nodes are up to a second late until it works",
                    thread.getName(),
                    failure);
        } else {
            LOG.debug("{} failed {} times", thread.getName(), failures, failure);
        }
        long most =
                Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures - 1, 10));
        // Full jitter, so that many nodes do not come back at once.
        long pause = ThreadLocalRandom.current().nextLong(most) + 1;
        if (closing.await(pause, TimeUnit.MILLISECONDS)) {
            LOG.trace("closed while waiting");
        }
    }
}
