package dev.astir.app.tenancy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Shares the connections of a pool among those who want them. Nobody has all of them, and who waits
 * gets the next one by turns among the owners, however many of one owner wait. Waiting ends after a
 * while, and only so many of one owner may wait. Thread-safe.
 */
final class Shares {

    private final int mostOfOne;
    private final int mostWaiting;
    private final Duration longest;
    private final Object lock = new Object();

    // All under the lock; the owners that wait in the order of their turns.
    private final Map<Object, Queue<Turn>> waiting = new LinkedHashMap<>();
    private final Map<Object, Integer> taken = new HashMap<>();
    private int free;

    /** One who waits. */
    private static final class Turn {
        private final CountDownLatch come = new CountDownLatch(1);
        private boolean isTaken;
    }

    /**
     * @param all at least 1
     * @param mostOfOne at least 1
     */
    Shares(int all, int mostOfOne, int mostWaiting, Duration longest) {
        this.free = all;
        this.mostOfOne = mostOfOne;
        this.mostWaiting = mostWaiting;
        this.longest = longest;
    }

    /**
     * Takes one for this owner, and waits for it.
     *
     * @return false if too many of this owner wait already, or this one did for too long, or was
     *     {@linkplain #sendAway sent away}
     */
    boolean take(Object owner) {
        Turn turn = new Turn();
        synchronized (lock) {
            Queue<Turn> others = waiting.get(owner);
            if (others != null && others.size() >= mostWaiting) {
                return false;
            }
            waiting.computeIfAbsent(owner, key -> new ArrayDeque<>()).add(turn);
            handOut();
            if (turn.isTaken) {
                return true;
            }
        }
        boolean interrupted = false;
        try {
            if (turn.come.await(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                return turn.isTaken;
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        synchronized (lock) {
            if (!turn.isTaken) {
                leave(owner, turn);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return turn.isTaken;
    }

    /** Gives back what this owner took. */
    void giveBack(Object owner) {
        synchronized (lock) {
            free++;
            taken.computeIfPresent(owner, (key, own) -> own == 1 ? null : own - 1);
            handOut();
        }
    }

    /** How many wait now. */
    int waiting() {
        synchronized (lock) {
            return waiting.values().stream().mapToInt(Queue::size).sum();
        }
    }

    /** Ends the waiting of all who wait now, with nothing. */
    void sendAway() {
        synchronized (lock) {
            waiting.values().forEach(queue -> queue.forEach(turn -> turn.come.countDown()));
            waiting.clear();
        }
    }

    private void handOut() {
        while (free > 0 && handOutOne()) {
            free--;
        }
    }

    private boolean handOutOne() {
        for (Map.Entry<Object, Queue<Turn>> entry : waiting.entrySet()) {
            Object owner = entry.getKey();
            if (taken.getOrDefault(owner, 0) < mostOfOne) {
                Queue<Turn> queue = entry.getValue();
                Turn turn = queue.remove();
                waiting.remove(owner);
                if (!queue.isEmpty()) {
                    waiting.put(owner, queue); // behind the others
                }
                taken.merge(owner, 1, Integer::sum);
                turn.isTaken = true;
                turn.come.countDown();
                return true;
            }
        }
        return false;
    }

    private void leave(Object owner, Turn turn) {
        waiting.computeIfPresent(
                owner,
                (key, queue) -> {
                    queue.remove(turn);
                    return queue.isEmpty() ? null : queue;
                });
    }
}
