package dev.astir.agent.journal;

import org.jspecify.annotations.Nullable;

/** The journal cannot be opened, read or written. */
public final class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JournalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
