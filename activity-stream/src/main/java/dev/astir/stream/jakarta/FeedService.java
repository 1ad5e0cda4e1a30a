package dev.astir.stream.jakarta;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.feed.FeedGate;
import dev.astir.stream.feed.FeedHub;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What both endpoints of an application share. Thread-safe. */
final class FeedService {
    private static final Logger LOG = LoggerFactory.getLogger(FeedService.class);
    private static final long LONGEST_SECONDS = 5;

    private final ActivityStream stream;
    private final FeedGate gate;
    private final Duration sendTimeout;
    private final FeedThreads threads = new FeedThreads();
    private final AtomicBoolean isStopped = new AtomicBoolean();

    FeedService(ActivityStream stream, FeedGate gate, Duration sendTimeout) {
        this.stream = stream;
        this.gate = gate;
        this.sendTimeout = sendTimeout;
    }

    FeedHub hub() {
        return stream.hub();
    }

    FeedGate gate() {
        return gate;
    }

    Duration sendTimeout() {
        return sendTimeout;
    }

    FeedThreads threads() {
        return threads;
    }

    /** Sends every reader to another node. Blocks until they have been told, or ten seconds. */
    void drain() {
        try {
            sendAway();
            if (!threads.awaitQuiet(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("some sockets would not close");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends every reader to another node, and ends the threads. Blocks for a few seconds. */
    void stop() {
        if (!isStopped.compareAndSet(false, true)) {
            return;
        }
        try {
            sendAway();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.close();
    }

    private void sendAway() throws InterruptedException {
        try {
            hub().drain().get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("not every reader could be sent away", e);
        }
    }
}
