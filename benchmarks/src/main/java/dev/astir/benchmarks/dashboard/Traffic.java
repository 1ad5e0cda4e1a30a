package dev.astir.benchmarks.dashboard;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a page asked for and got, except by its live connection. Confined to one thread. */
final class Traffic {
    /** Each answer's address and size without its headers, as it came over the wire. */
    private static final String BODIES =
            """
            () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                    .map(({ name, encodedBodySize }) => [new URL(name).pathname, encodedBodySize])
            """;

    private final Map<String, Long> wireBytes = new HashMap<>();
    private int requests;

    void answered(JsonObject event) {
        requests++;
    }

    void finished(JsonObject event) {
        wireBytes.merge(
                event.get("requestId").getAsString(),
                event.get("encodedDataLength").getAsLong(),
                Long::sum);
    }

    Weight weight(Page page) {
        Map<Weight.Kind, Long> bodies = new EnumMap<>(Weight.Kind.class);
        for (Object each : (List<?>) page.evaluate(BODIES)) {
            List<?> entry = (List<?>) each;
            bodies.merge(
                    Weight.Kind.of((String) entry.get(0)),
                    ((Number) entry.get(1)).longValue(),
                    Long::sum);
        }
        long wire = wireBytes.values().stream().mapToLong(Long::longValue).sum();
        return new Weight(bodies, wire, requests);
    }
}
