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
    private final Runnable turn = this::run;
    private final Map<String, Tasks> lanes = new HashMap<>();
    private final Deque<Tasks> turns = new ArrayDeque<>();
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
        Tasks lane = lanes.computeIfAbsent(feed, Tasks::new);
        if (lane.waiting.size() >= most) {
            return false;
        }
        if (lane.waiting.isEmpty()) {
            turns.add(lane);
        }
        lane.waiting.add(task);
        return true;
    }

    private void schedule() {
        synchronized (this) {
            if (isScheduled || turns.isEmpty()) {
                return;
            }
            isScheduled = true;
        }
        try {
            if (!loop.test(turn)) {
                clear();
            }
        } catch (RuntimeException | Error e) {
            // The next task that is posted tries again.
            unschedule();
            throw e;
        }
    }

    private void run() {
        try {
            for (int i = 0; i < TASKS_AT_ONCE; i++) {
                Runnable task = next();
                if (task == null) {
                    break;
                }
                HubLoop.guarded(task).run();
            }
        } finally {
            // Whatever happens: otherwise no feed would ever have a turn again.
            unschedule();
            schedule();
        }
    }

    private synchronized void unschedule() {
        isScheduled = false;
    }

    private synchronized @Nullable Runnable next() {
        Tasks lane = turns.poll();
        if (lane == null) {
            return null;
        }
        Runnable task = lane.waiting.poll();
        if (lane.waiting.isEmpty()) {
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

    /** What waits for one feed. */
    private static final class Tasks {
        private final String feed;
        private final Deque<Runnable> waiting = new ArrayDeque<>();

        Tasks(String feed) {
            this.feed = feed;
        }
    }
}
