package dev.astir.tracker;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a listener throws away from whoever calls it. */
final class Guarded {
    private static final Logger log = LoggerFactory.getLogger(ActivityTracker.class);

    private Guarded() {}

    static void call(Runnable listener) {
        try {
            listener.run();
        } catch (Throwable t) {
            log.warn("A listener threw", t);
        }
    }
}
