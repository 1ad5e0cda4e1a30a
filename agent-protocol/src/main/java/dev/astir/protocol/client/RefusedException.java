package dev.astir.protocol.client;

import dev.astir.protocol.ProtocolException;
import dev.astir.protocol.Refusal;
import org.jspecify.annotations.Nullable;

/** A request did not work: the server refused, answered something else, or was not reached. */
public final class RefusedException extends ProtocolException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient @Nullable Refusal refusal;

    RefusedException(
            String message, int status, @Nullable Refusal refusal, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.refusal = refusal;
    }

    /** The server's HTTP status, or 0 if there was no answer. */
    public int status() {
        return status;
    }

    /** Whether the server named this problem, such as {@code agent-blocked}. */
    public boolean is(String problem) {
        return refusal != null && refusal.is(problem);
    }
}
