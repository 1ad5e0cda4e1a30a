package dev.astir.app.capture;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * What is to be done for one line, one thing after the other, off the thread that asks for it. At
 * most {@link #MOST_WAITING} messages wait, and a state that waits is replaced by a newer one.
 * Thread-safe; but for {@link #awaitIdle}, nothing blocks.
 */
final class LineTasks {

    /** Messages that may wait. */
    static final int MOST_WAITING = 32;

    /** The bytes of messages that may be unfinished: one as large as any, and small ones beside. */
    static final int MOST_UNFINISHED_BYTES = Frames.LARGEST_MESSAGE + (64 << 10);

    /** The line that all is done for. */
    interface Line {
        /** Does something, whatever becomes of it. Called for one thing after the other. */
        void work(Runnable work);

        /** A message is done with. */
        void finished();
    }

    /**
     * Something to do.
     *
     * @param isState whether a newer state makes it needless
     * @param bytes how long the message is that it is about
     */
    private record Task(Runnable work, boolean isState, int bytes) {}

    private final Executor executor;
    private final Line line;

    // All under the lock, which is the queue.
    private final Deque<Task> waiting = new ArrayDeque<>();
    private int runningBytes;
    private int begunBytes;
    private boolean running;
    private boolean ended;

    LineTasks(Executor executor, Line line) {
        this.executor = executor;
        this.line = line;
    }

    /** Something to do that no message asks for; after the end, nothing is done. */
    void add(Runnable work) {
        add(new Task(work, false, 0));
    }

    /**
     * What is to be done with a message that has come whole.
     *
     * @return false if too many wait, or too many bytes
     */
    boolean offer(Runnable work, boolean isState, int bytes) {
        synchronized (waiting) {
            if (isState) {
                waiting.removeIf(Task::isState);
            }
            begunBytes = bytes;
            boolean isTaken = waiting.size() < MOST_WAITING && !isTooMuch();
            begunBytes = 0;
            if (isTaken) {
                add(new Task(work, isState, bytes));
            }
            return isTaken;
        }
    }

    /**
     * So much has come of a message.
     *
     * @return whether that is another number than before
     */
    boolean begun(int bytes) {
        synchronized (waiting) {
            boolean isNews = begunBytes != bytes;
            begunBytes = bytes;
            return isNews;
        }
    }

    /** Whether more bytes are unfinished than may be. */
    boolean isTooMuch() {
        return unfinishedBytes() > MOST_UNFINISHED_BYTES;
    }

    /** The bytes of messages that have not come whole, or are not handled yet. */
    int unfinishedBytes() {
        synchronized (waiting) {
            return runningBytes
                    + waiting.stream().mapToInt(Task::bytes).sum()
                    + (ended ? 0 : begunBytes);
        }
    }

    /**
     * Drops what waits, does one thing more, and nothing after it.
     *
     * @return false if that was so before: then the last thing may still wait, and this one is not
     *     done
     */
    boolean end(Runnable last) {
        synchronized (waiting) {
            if (ended) {
                return false;
            }
            waiting.clear();
            add(last);
            ended = true;
            return true;
        }
    }

    boolean isEnded() {
        synchronized (waiting) {
            return ended;
        }
    }

    /** Waits until nothing is being done, but no longer than this. */
    void awaitIdle(Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        try {
            synchronized (waiting) {
                long left;
                while (running && (left = deadline - System.nanoTime()) > 0) {
                    TimeUnit.NANOSECONDS.timedWait(waiting, left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void add(Task task) {
        synchronized (waiting) {
            if (ended) {
                return;
            }
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        executor.execute(this::work);
    }

    private void work() {
        while (true) {
            Task task;
            boolean isFinished;
            synchronized (waiting) {
                task = waiting.poll();
                isFinished = runningBytes > 0;
                runningBytes = task == null ? 0 : task.bytes();
                if (task == null) {
                    running = false;
                    waiting.notifyAll();
                }
            }
            if (isFinished) {
                line.finished();
            }
            if (task == null) {
                return;
            }
            line.work(task.work());
        }
    }
}
