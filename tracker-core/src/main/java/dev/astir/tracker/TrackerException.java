package dev.astir.tracker;

import org.jspecify.annotations.Nullable;

/** The root of the tracker's own exceptions. */
public class TrackerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Makes an exception. */
    public TrackerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
