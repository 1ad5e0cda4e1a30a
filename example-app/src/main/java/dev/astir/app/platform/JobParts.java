package dev.astir.app.platform;

import java.util.ArrayList;
import java.util.List;

/**
 * What one run of a {@link Job} does for one after the other, such as organizations: one that fails
 * keeps nobody else waiting, and fails the run at its end. For one thread.
 */
public final class JobParts {

    /** More of them say nothing more, and fill the log. */
    private static final int MOST_TOLD = 10;

    private final List<RuntimeException> told = new ArrayList<>();
    private int failed;
    private int tried;

    /**
     * Does a part of the work.
     *
     * @param part which, for the log
     */
    public void attempt(Object part, Runnable work) {
        tried++;
        try {
            work.run();
        } catch (RuntimeException e) {
            failed++;
            if (told.size() < MOST_TOLD) {
                told.add(new IllegalStateException(part + " failed", e));
            }
        }
    }

    /** How many have failed until now. */
    public int failed() {
        return failed;
    }

    /**
     * Ends the run.
     *
     * @param message what was not done, with {@code %d} for how many parts failed, and of how many;
     *     administrators of every organization read it, so it names nothing and nobody of any
     * @throws JobFailedException unless no part has failed
     */
    public void finish(String message) {
        if (failed > 0) {
            throw new JobFailedException(message.formatted(failed, tried), told);
        }
    }
}
