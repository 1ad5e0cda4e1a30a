package dev.astir.app.reports;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Hours as decimals of two places, such that what is printed sums to the printed total: each is cut
 * or raised by less than a hundredth, those with the largest remainders up. Stateless.
 */
final class Hundredths {

    private static final long SECONDS = 36;

    private Hundredths() {}

    /** The total of these, to the nearest hundredth. */
    static BigDecimal total(List<Long> seconds) {
        return hours(nearest(seconds.stream().mapToLong(Long::longValue).sum()));
    }

    /** Each of these; they sum to {@link #total}. */
    static List<BigDecimal> of(List<Long> seconds) {
        List<Long> cut = new ArrayList<>(seconds.stream().map(each -> each / SECONDS).toList());
        long left =
                nearest(seconds.stream().mapToLong(Long::longValue).sum())
                        - cut.stream().mapToLong(Long::longValue).sum();
        IntStream.range(0, seconds.size())
                .boxed()
                .sorted(
                        Comparator.comparingLong((Integer i) -> seconds.get(i) % SECONDS)
                                .reversed())
                .limit(Math.max(0, left))
                .forEach(i -> cut.set(i, cut.get(i) + 1));
        return cut.stream().map(Hundredths::hours).toList();
    }

    private static long nearest(long seconds) {
        return (seconds + SECONDS / 2) / SECONDS;
    }

    private static BigDecimal hours(long hundredths) {
        return BigDecimal.valueOf(hundredths, 2);
    }
}
