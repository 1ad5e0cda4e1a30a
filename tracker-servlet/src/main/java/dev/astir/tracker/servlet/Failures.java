package dev.astir.tracker.servlet;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what fails in tracking, as it may in each request. Safe for use by several threads. */
final class Failures {
    private final Logger log;
    private final AtomicBoolean warned = new AtomicBoolean();

    Failures(Class<?> where) {
        log = LoggerFactory.getLogger(where);
    }

    void log(String what, Throwable cause) {
        if (warned.compareAndSet(false, true)) {
            log.warn("{}. The request goes on. Logged at debug level from now on", what, cause);
        } else {
            log.debug(what, cause);
        }
    }
}
