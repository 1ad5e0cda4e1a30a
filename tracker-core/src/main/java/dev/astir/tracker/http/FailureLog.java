package dev.astir.tracker.http;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once and loudly what is wrong with tracking, and then quietly: it may be so for each
 * request. Safe for use by several threads.
 */
public final class FailureLog {
    private final Logger log;
    private final AtomicBoolean warned = new AtomicBoolean();

    private FailureLog(Class<?> where) {
        log = LoggerFactory.getLogger(where);
    }

    /** A log of its own for what fails in a class, under the class's name. */
    public static FailureLog of(Class<?> where) {
        return new FailureLog(where);
    }

    /**
     * Logs a failure: the first one as a warning, later ones at debug level.
     *
     * @param what a sentence without a full stop
     */
    public void failed(String what, Throwable cause) {
        if (warned.compareAndSet(false, true)) {
            log.warn("{}. The request goes on. Logged at debug level from now on", what, cause);
        } else {
            log.debug(what, cause);
        }
    }
}
