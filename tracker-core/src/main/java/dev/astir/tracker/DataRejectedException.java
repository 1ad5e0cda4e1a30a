package dev.astir.tracker;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by an {@link ActivityStore} when the content of a batch is at fault and not the store, so
 * that trying the same again cannot help.
 */
public final class DataRejectedException extends TrackerException {
    private static final long serialVersionUID = 1;

    /** Makes an exception. */
    public DataRejectedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
