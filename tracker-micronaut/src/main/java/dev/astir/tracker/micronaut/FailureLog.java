package dev.astir.tracker.micronaut;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;

/**
 * Says once and loudly what is wrong with tracking, and then quietly: it may be so for each
 * request. Safe for use by several threads.
 */
final class FailureLog {
    private final Logger log;
    private final AtomicBoolean warned = new AtomicBoolean();

    FailureLog(Logger log) {
        this.log = log;
    }

    void failed(String what, Throwable cause) {
        if (warned.compareAndSet(false, true)) {
            log.warn("{}. The request goes on. Logged at debug level from now on", what, cause);
        } else {
            log.debug(what, cause);
        }
    }
}
