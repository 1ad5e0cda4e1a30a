package dev.astir.app.platform;

import java.util.List;

/**
 * A run of a {@link Job} that could not do all that was to be done, in words for administrators.
 */
public final class JobFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private JobFailedException(String message, List<? extends Exception> causes) {
        // The first stands for all where one is looked for, such as a database that is away.
        super(message, causes.getFirst());
        causes.stream().skip(1).forEach(this::addSuppressed);
    }

    /**
     * Ends a run that went on after failures.
     *
     * @param failures of the parts of its work, for the log
     * @param message what was not done, with {@code %d} for how many parts failed, and of how many;
     *     administrators of every organization read it, so it names nothing and nobody of any
     * @param parts how many there were
     * @throws JobFailedException unless there is no failure
     */
    public static void throwIfAny(List<? extends Exception> failures, String message, int parts) {
        if (!failures.isEmpty()) {
            throw new JobFailedException(message.formatted(failures.size(), parts), failures);
        }
    }
}
