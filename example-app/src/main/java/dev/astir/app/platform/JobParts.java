package dev.astir.app.platform;

import java.util.ArrayList;
import java.util.List;

/**
 * What one run of a {@link Job} does for one after the other, such as organizations: one that fails
 * keeps nobody else waiting, and fails the run at its end. For one thread.
 */
public final class JobParts {

    private final List<RuntimeException> failures = new ArrayList<>();
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
            failures.add(new IllegalStateException(part + " failed", e));
        }
    }

    /** How many have failed until now. */
    public int failed() {
        return failures.size();
    }

    /**
     * Ends the run.
     *
     * @param message what was not done, with {@code %d} for how many parts failed, and of how many;
     *     administrators of every organization read it, so it names nothing and nobody of any
     * @throws JobFailedException unless no part has failed
     */
    public void finish(String message) {
        if (!failures.isEmpty()) {
            throw new JobFailedException(message.formatted(failures.size(), tried), failures);
        }
    }
}
