package dev.astir.app.outbound;

import java.io.IOException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Another server could not be asked, or did not answer. The message says why in words, as the end
 * of a sentence that names the server, for the administrator who named it; it tells no address.
 */
public final class OutboundException extends IOException {

    private final boolean inside;

    public OutboundException(String message) {
        super(message);
        this.inside = false;
    }

    private OutboundException(String message, boolean inside) {
        super(message);
        this.inside = inside;
    }

    static OutboundException inside() {
        return new OutboundException("it is not at a public address", true);
    }

    /** Whether the same request may well succeed at once: the connection was lost, or not made. */
    public boolean mayPass() {
        return getCause() instanceof IOException;
    }

    /** Whether the server is at an address that is not public, and not allowed all the same. */
    public boolean isInside() {
        return inside;
    }

    /** Whether nobody knows the server's name. */
    public boolean isNameUnknown() {
        return getCause() instanceof UnknownHostException;
    }

    OutboundException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.inside = false;
    }
}
