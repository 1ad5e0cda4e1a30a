package dev.astir.agent;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets a loop end in order when the process is asked to end (SIGTERM, Ctrl-C): the process waits
 * for it, but not for ever.
 */
final class UntilExit {

    private static final long LONGEST_STOP_SECONDS = 6;

    /** Work that can be interrupted. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T run() throws InterruptedException;
    }

    /**
     * Runs the work on this thread.
     *
     * @param stop makes the work end soon; called from another thread
     */
    static <T extends @Nullable Object> T run(Runnable stop, Work<T> work)
            throws InterruptedException {
        // Not a join: this thread may itself be inside System.exit, which waits for the hook.
        CountDownLatch done = new CountDownLatch(1);
        Thread hook =
                new Thread(
                        () -> {
                            stop.run();
                            try {
                                boolean unused = done.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "astir-agent-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.run();
        } finally {
            done.countDown();
        }
    }

    private UntilExit() {}
}
