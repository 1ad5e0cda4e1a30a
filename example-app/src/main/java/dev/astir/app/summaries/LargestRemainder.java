package dev.astir.app.summaries;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rounds parts so that they add up to their rounded sum, as seats are given to parties. Stateless.
 */
public final class LargestRemainder {

    private LargestRemainder() {}

    /** An amount in units, to the nearest. */
    public static long nearest(long amount, long unit) {
        return Math.floorDiv(amount + unit / 2, unit);
    }

    /** Parts in units, which sum to what their sum is to the nearest. */
    public static List<Long> parts(List<Long> amounts, long unit) {
        return parts(
                amounts, unit, nearest(amounts.stream().mapToLong(Long::longValue).sum(), unit));
    }

    /**
     * Parts in units, which sum to what their sum was rounded to, up or down. Each is rounded down,
     * and those that lost most get one more, of equal ones the greater: none is a unit or more away
     * from what it was.
     *
     * @param amounts none negative
     */
    public static List<Long> parts(List<Long> amounts, long unit, long total) {
        List<Long> rounded =
                new ArrayList<>(amounts.stream().map(each -> Math.floorDiv(each, unit)).toList());
        long left = total - rounded.stream().mapToLong(Long::longValue).sum();
        IntStream.range(0, amounts.size())
                .boxed()
                .sorted(
                        Comparator.comparing((Integer i) -> amounts.get(i) % unit)
                                .thenComparing(amounts::get)
                                .reversed())
                .limit(left)
                .forEach(i -> rounded.set(i, rounded.get(i) + 1));
        return rounded;
    }
}
