package dev.astir.stream.digest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One reason for a score. Immutable.
 *
 * @param name see {@link Importance}
 * @param points how much it adds; less than 0 if it takes away
 * @param facts the numbers and names that the points came from, by name
 */
public record Reason(String name, int points, Map<String, Object> facts) {

    public Reason {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
