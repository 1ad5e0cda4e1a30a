package dev.astir.stream;

/**
 * The storage judged the events themselves, so nothing of the batch is stored; others may be fine.
 */
public class RejectedRowsException extends StreamException {
    private static final long serialVersionUID = 1L;

    /** An error with its cause. */
    public RejectedRowsException(String message, Throwable cause) {
        super(message, cause);
    }
}
