package dev.astir.benchmarks.dashboard;

import dev.astir.benchmarks.Quartiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Loads of the page Now, by one contestant: with an empty cache and after that with what it has.
 */
final class Loads {

    /** How a load is made. */
    enum Way {
        FIRST("first load", 1),
        SECOND("second load", 1),
        FIRST_SLOW("first load, processor 6 times slower", 6),
        SECOND_SLOW("second load, processor 6 times slower", 6);

        final String title;
        final int timesSlower;

        Way(String title, int timesSlower) {
            this.title = title;
            this.timesSlower = timesSlower;
        }
    }

    /** Opens a window with an empty cache. */
    interface Opening {
        Window open() throws IOException;
    }

    /** Fonts and pictures come after what they are for. */
    private static final double SETTLE_MS = 1_000;

    private final Opening opening;
    private final Map<Way, List<Double>> millis = new EnumMap<>(Way.class);

    Loads(Opening opening) {
        this.opening = opening;
    }

    /** One load in each way. */
    void round() throws IOException {
        twice(Way.FIRST, Way.SECOND);
        twice(Way.FIRST_SLOW, Way.SECOND_SLOW);
    }

    private void twice(Way first, Way second) throws IOException {
        try (Window window = opening.open()) {
            window.slowDown(first.timesSlower);
            for (Way way : List.of(first, second)) {
                millis.computeIfAbsent(way, each -> new ArrayList<>()).add(window.interactive());
            }
        }
    }

    /** What the page weighs with an empty cache. */
    Weight weight(Landmark landmark) throws IOException {
        try (Window window = opening.open()) {
            window.visit(landmark);
            window.listen(SETTLE_MS);
            return window.weight();
        }
    }

    Quartiles millis(Way way) {
        return Quartiles.of(
                millis.getOrDefault(way, List.of()).stream().mapToDouble(Double::doubleValue));
    }
}
