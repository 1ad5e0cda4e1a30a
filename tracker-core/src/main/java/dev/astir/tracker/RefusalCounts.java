package dev.astir.tracker;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How often a buffer said no. Safe for use by several threads. */
final class RefusalCounts {
    private static final Logger log = LoggerFactory.getLogger(ActivityTracker.class);

    private final Map<Refusal, LongAdder> counts = new EnumMap<>(Refusal.class);
    private final AtomicBoolean warned = new AtomicBoolean();

    RefusalCounts() {
        for (Refusal reason : Refusal.values()) {
            counts.put(reason, new LongAdder());
        }
    }

    /** Counts one. Returns false, which is what the caller answers. */
    boolean refuse(Refusal reason) {
        count(reason).increment();
        return false;
    }

    /** Counts something as invalid, because looking at it threw this. Returns false. */
    boolean refuse(Throwable cause) {
        try {
            if (warned.compareAndSet(false, true)) {
                log.warn("Refused what could not be looked at; more are logged at debug", cause);
            } else {
                log.debug("Refused what could not be looked at", cause);
            }
        } catch (Throwable t) {
            // Not even logging works, out of memory perhaps. The refusal is counted.
        }
        return refuse(Refusal.INVALID);
    }

    long of(Refusal reason) {
        return count(reason).sum();
    }

    private LongAdder count(Refusal reason) {
        LongAdder count = counts.get(reason);
        if (count == null) {
            throw new AssertionError(reason);
        }
        return count;
    }
}
