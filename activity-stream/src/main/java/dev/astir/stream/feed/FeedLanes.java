package dev.astir.stream.feed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done on the hub's thread for feeds, a queue for each, of which one task after the
 * other is done in turns. So a feed that has much to do waits for itself, and another one for a
 * single task of it. Thread-safe.
 */
final class FeedLanes {
    /** So that the hub's other work comes in between. */
    private static final int TASKS_AT_ONCE = 4;

    private final Predicate<Runnable> loop;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Deque<Lane> turns = new ArrayDeque<>();
    private boolean isScheduled;

    /**
     * @param loop runs a task on the hub's thread; false if it runs nothing any more
     */
    FeedLanes(Predicate<Runnable> loop) {
        this.loop = loop;
    }

    /** Runs a task after those posted before for the same feed. */
    void post(String feed, Runnable task) {
        offer(feed, task, Integer.MAX_VALUE);
    }

    /** The same, unless so many tasks wait for this feed already: false then. */
    boolean offer(String feed, Runnable task, int most) {
        if (!add(feed, task, most)) {
            return false;
        }
        schedule();
        return true;
    }

    private synchronized boolean add(String feed, Runnable task, int most) {
        Lane lane = lanes.computeIfAbsent(feed, Lane::new);
        if (lane.tasks.size() >= most) {
            return false;
        }
        if (lane.tasks.isEmpty()) {
            turns.add(lane);
        }
        lane.tasks.add(task);
        return true;
    }

    private void schedule() {
        synchronized (this) {
            if (isScheduled || turns.isEmpty()) {
                return;
            }
            isScheduled = true;
        }
        if (!loop.test(this::run)) {
            clear();
        }
    }

    private void run() {
        for (int i = 0; i < TASKS_AT_ONCE; i++) {
            Runnable task = next();
            if (task == null) {
                break;
            }
            HubLoop.guarded(task).run();
        }
        synchronized (this) {
            isScheduled = false;
        }
        schedule();
    }

    private synchronized @Nullable Runnable next() {
        Lane lane = turns.poll();
        if (lane == null) {
            return null;
        }
        Runnable task = lane.tasks.poll();
        if (lane.tasks.isEmpty()) {
            lanes.remove(lane.feed);
        } else {
            turns.add(lane);
        }
        return task;
    }

    /** The hub is closed. */
    private synchronized void clear() {
        lanes.clear();
        turns.clear();
        isScheduled = false;
    }

    /** The tasks of one feed. */
    private static final class Lane {
        private final String feed;
        private final Deque<Runnable> tasks = new ArrayDeque<>();

        Lane(String feed) {
            this.feed = feed;
        }
    }
}
