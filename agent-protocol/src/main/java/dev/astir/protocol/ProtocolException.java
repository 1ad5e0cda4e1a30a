package dev.astir.protocol;

import org.jspecify.annotations.Nullable;

/** Root of what this library throws. */
public class ProtocolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception with a message that a person can act on.
     *
     * @param message what went wrong
     * @param cause what it came from, if anything
     */
    public ProtocolException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
