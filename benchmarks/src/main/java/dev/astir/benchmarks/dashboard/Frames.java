package dev.astir.benchmarks.dashboard;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How long each frame took while a page was scrolled. Immutable.
 *
 * @param millis from one frame to the next, in order of length
 */
record Frames(List<Double> millis) {

    static Frames of(List<?> millis) {
        double[] sorted =
                millis.stream()
                        .mapToDouble(each -> ((Number) each).doubleValue())
                        .sorted()
                        .toArray();
        return new Frames(Arrays.stream(sorted).boxed().toList());
    }

    /** The median, the 95th percentile and the longest. */
    String text() {
        return String.format(
                Locale.ROOT,
                "%.0f, %.0f, %.0f",
                millis.get(millis.size() / 2),
                millis.get(millis.size() * 95 / 100),
                millis.get(millis.size() - 1));
    }
}
