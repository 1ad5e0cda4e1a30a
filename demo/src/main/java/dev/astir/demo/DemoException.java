package dev.astir.demo;

/** The demo cannot be what it should be; the message says why, for a person to read. */
public final class DemoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }

    DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}
