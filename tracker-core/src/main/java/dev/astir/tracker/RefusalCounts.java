package dev.astir.tracker;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often a buffer said no. Safe for use by several threads. */
final class RefusalCounts {
    private final Map<Refusal, LongAdder> counts = new EnumMap<>(Refusal.class);

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
