package dev.astir.stream;

import org.jspecify.annotations.Nullable;

/** The root of everything that this library throws on purpose. Unchecked. */
public class StreamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An error with what went wrong, in words for an operator. */
    public StreamException(String message) {
        super(message);
    }

    /** An error with its cause. */
    public StreamException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
