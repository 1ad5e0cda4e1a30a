package dev.astir.app.platform;

import java.util.List;

/**
 * A run of a {@link Job} could not do all that was to be done, and says so in words for
 * administrators.
 */
public final class JobFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    JobFailedException(String message, List<? extends Exception> causes) {
        // The first stands for all where one is looked for, such as a database that is away.
        super(message, causes.getFirst());
        causes.stream().skip(1).forEach(this::addSuppressed);
    }
}
