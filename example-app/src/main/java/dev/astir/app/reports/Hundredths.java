package dev.astir.app.reports;

import dev.astir.app.summaries.LargestRemainder;
import java.math.BigDecimal;
import java.util.List;

/**
 * Hours as decimals of two places, such that what is printed sums to the printed total. Stateless.
 */
final class Hundredths {

    private static final long SECONDS = 36;

    private Hundredths() {}

    /** The total of these, to the nearest hundredth. */
    static BigDecimal total(List<Long> seconds) {
        return hours(
                LargestRemainder.nearest(
                        seconds.stream().mapToLong(Long::longValue).sum(), SECONDS));
    }

    /** Each of these; they sum to {@link #total}. */
    static List<BigDecimal> of(List<Long> seconds) {
        return LargestRemainder.parts(seconds, SECONDS).stream().map(Hundredths::hours).toList();
    }

    private static BigDecimal hours(long hundredths) {
        return BigDecimal.valueOf(hundredths, 2);
    }
}
