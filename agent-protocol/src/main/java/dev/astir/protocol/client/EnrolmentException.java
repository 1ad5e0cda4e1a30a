package dev.astir.protocol.client;

import dev.astir.protocol.ProtocolException;
import org.jspecify.annotations.Nullable;

/** Enrolment did not work: the server refused, answered something else, or was not reached. */
public final class EnrolmentException extends ProtocolException {

    private static final long serialVersionUID = 1L;

    private final int status;

    EnrolmentException(String message, int status, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** The server's HTTP status, or 0 if there was no answer. */
    public int status() {
        return status;
    }
}
