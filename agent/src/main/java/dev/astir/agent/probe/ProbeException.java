package dev.astir.agent.probe;

import org.jspecify.annotations.Nullable;

/** A probe cannot work here, or has stopped working. The message says why, for a person to read. */
public final class ProbeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A reason without a cause. */
    public ProbeException(String message) {
        this(message, null);
    }

    /** A reason that came from something else. */
    public ProbeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
