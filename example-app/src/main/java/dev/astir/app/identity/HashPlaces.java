package dev.astir.app.identity;

import java.util.HashMap;
import java.util.Map;

/**
 * The places of the {@link HashQueue}, and how many of them one asker may have: who knows a
 * password can ask as often as they like, and would have them all. Thread-safe.
 */
final class HashPlaces {

    /** An account, an e-mail, and a stranger's address have this part of the places. */
    static final int SHARES = 4;

    private final int length;
    private final Map<String, Integer> taken = new HashMap<>();

    HashPlaces(int length) {
        this.length = length;
    }

    /** Whether there is one for this asker. */
    synchronized boolean hasOneFor(Asker asker) {
        return bounds(asker).entrySet().stream()
                .allMatch(bound -> taken.getOrDefault(bound.getKey(), 0) < bound.getValue());
    }

    /** Takes one for this asker, if there is one. */
    synchronized boolean take(Asker asker) {
        if (!hasOneFor(asker)) {
            return false;
        }
        bounds(asker).keySet().forEach(key -> taken.merge(key, 1, Integer::sum));
        return true;
    }

    /** Gives back what the asker took. */
    synchronized void giveBack(Asker asker) {
        bounds(asker)
                .keySet()
                .forEach(key ->
                        taken.computeIfPresent(
                                key, (same, count) -> count == 1 ? null : count - 1));
    }

    private Map<String, Integer> bounds(Asker asker) {
        Map<String, Integer> bounds = new HashMap<>();
        bounds.put("all", length);
        bounds.put("name " + asker.name(), length / SHARES);
        if (!asker.isKnown()) {
            bounds.put("strangers", length * 3 / 4);
        }
        if (asker.address() != null) {
            // Behind an address with known people there may be an office, or one with many
            // accounts.
            bounds.put(
                    "address " + asker.address(), asker.isKnown() ? length / 2 : length / SHARES);
        }
        return bounds;
    }
}
