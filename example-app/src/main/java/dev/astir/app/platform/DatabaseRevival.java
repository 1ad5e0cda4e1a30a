package dev.astir.app.platform;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the embedded database again when it has died, so many times within a while: one that dies
 * again and again is for somebody to look at. Until it may be tried again, requests are answered
 * 503. Confined to the thread of the {@link DatabaseWatch}, but for {@link #restarts}.
 */
final class DatabaseRevival {

    static final int MOST = 3;
    static final Duration WITHIN = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseRevival.class);

    private final EmbeddedDatabase database;
    private final Clock clock;
    private final Deque<Instant> starts = new ArrayDeque<>();
    private final AtomicLong restarts = new AtomicLong();
    private boolean isResting;

    DatabaseRevival(EmbeddedDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** How often it was started again. */
    long restarts() {
        return restarts.get();
    }

    /** The database is silent. */
    void run() {
        if (database.isRunning()) {
            return; // stopped by a signal, too busy, or recovering by itself
        }
        Instant now = clock.instant();
        while (!starts.isEmpty() && starts.getFirst().isBefore(now.minus(WITHIN))) {
            starts.removeFirst();
        }
        if (starts.size() == MOST) {
            if (!isResting) {
                LOG.error(
                        "The embedded database died again after {} starts in {} minutes, and is not"
                                + " started until that time is over; why, says {}",
                        MOST,
                        WITHIN.toMinutes(),
                        database.log());
            }
            isResting = true;
            return;
        }
        isResting = false;
        starts.addLast(now);
        LOG.warn("The embedded database has died; it is started again");
        try {
            database.startAgain();
            restarts.incrementAndGet();
        } catch (IOException e) {
            LOG.error("The embedded database did not start again: {}", e.getMessage());
        }
    }
}
