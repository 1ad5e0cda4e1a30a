package dev.astir.stream;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many events happened when, for charts. Immutable.
 *
 * @param bucket how long each item is
 * @param items the buckets in which something happened, oldest first
 * @param next where to go on, as {@code from}, if there is more; or null
 */
public record EventStats(Bucket bucket, List<Item> items, @Nullable Instant next) {

    public EventStats {
        items = List.copyOf(items);
    }

    /**
     * One bucket.
     *
     * @param start when it begins
     * @param counts how many events of each type, in the order of the types' names
     */
    public record Item(Instant start, Map<String, Long> counts) {

        public Item {
            counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        }

        /** How many events of any type. */
        public long total() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
