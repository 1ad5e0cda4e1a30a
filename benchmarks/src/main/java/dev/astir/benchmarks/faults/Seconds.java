package dev.astir.benchmarks.faults;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;

/** Lengths of time as tables show them. Stateless. */
final class Seconds {
    private static final double MILLIS = 1_000;

    private Seconds() {}

    static String of(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / MILLIS);
    }

    /** The shortest and the longest; empty for none. */
    static String span(Collection<Duration> all) {
        return switch (all.size()) {
            case 0 -> "";
            case 1 -> of(Collections.min(all));
            default -> of(Collections.min(all)) + " to " + of(Collections.max(all));
        };
    }
}
