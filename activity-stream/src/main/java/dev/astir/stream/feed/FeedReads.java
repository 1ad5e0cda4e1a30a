package dev.astir.stream.feed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares a few threads between the feeds that have something to read: feeds take turns, and one of
 * them has all threads but one at most, so that a feed whose readings last does not keep another
 * one waiting. A feed that has too many of them waiting is refused more. Thread-safe.
 */
public final class FeedReads {
    private static final Logger LOG = LoggerFactory.getLogger(FeedReads.class);

    /** More than a feed has sessions; each session has one reading waiting at most. */
    static final int MOST_WAITING = 20_000;

    private final Executor threads;
    private final int all;
    private final Map<String, Reads> feeds = new HashMap<>();
    private final Deque<Reads> turns = new ArrayDeque<>();
    private int running;

    /**
     * @param threads run what blocks
     * @param all how many of them there are, at least 2
     */
    public FeedReads(Executor threads, int all) {
        this.threads = threads;
        this.all = all;
    }

    /** Reads when it is this feed's turn; false if too much of it waits already. */
    public synchronized boolean offer(String feed, Runnable reading) {
        Reads reads = feeds.computeIfAbsent(feed, Reads::new);
        if (reads.waiting.size() >= MOST_WAITING) {
            return false;
        }
        reads.waiting.add(reading);
        queue(reads);
        start();
        return true;
    }

    private void queue(Reads reads) {
        if (!reads.isQueued && !reads.waiting.isEmpty() && reads.running < all - 1) {
            reads.isQueued = true;
            turns.add(reads);
        }
    }

    private void start() {
        while (running < all && !turns.isEmpty()) {
            Reads reads = turns.remove();
            Runnable reading = reads.waiting.remove();
            reads.isQueued = false;
            reads.running++;
            running++;
            queue(reads);
            try {
                threads.execute(() -> {
                    try {
                        reading.run();
                    } finally {
                        end(reads);
                    }
                });
            } catch (RejectedExecutionException e) {
                LOG.trace("dropped, since the hub is closed", e);
                turns.clear();
                feeds.clear();
            } catch (OutOfMemoryError e) {
                LOG.error("no thread for what feed {} has to read; trying again", reads.feed, e);
                again(reads, reading);
                return;
            }
        }
    }

    /** There was no thread: it is read first when the next reading is asked for, or ends. */
    private void again(Reads reads, Runnable reading) {
        running--;
        reads.running--;
        reads.waiting.addFirst(reading);
        if (!reads.isQueued) {
            reads.isQueued = true;
            turns.addFirst(reads);
        }
    }

    private synchronized void end(Reads reads) {
        running--;
        reads.running--;
        queue(reads);
        if (reads.running == 0 && reads.waiting.isEmpty()) {
            feeds.remove(reads.feed);
        }
        start();
    }

    /** The readings of one feed. */
    private static final class Reads {
        private final String feed;
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private int running;
        private boolean isQueued;

        Reads(String feed) {
            this.feed = feed;
        }
    }
}
