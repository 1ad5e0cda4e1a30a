package dev.astir.app.summaries;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Rounds milliseconds for those who read them. Stateless. */
public final class Seconds {

    private static final long SECOND = 1_000;

    private Seconds() {}

    /** To the nearest. */
    public static long of(long millis) {
        return Math.floorDiv(millis + SECOND / 2, SECOND);
    }

    /** Rounds parts so that they sum to their rounded sum. */
    public static List<Long> parts(List<Long> millis) {
        return parts(millis, of(millis.stream().mapToLong(Long::longValue).sum()));
    }

    /**
     * Rounds parts so that they sum to what their sum was rounded to, up or down. Each is rounded
     * down, and those that lost most get a second more: none is a second or more away from what it
     * was.
     *
     * @param millis none negative
     */
    public static List<Long> parts(List<Long> millis, long total) {
        List<Long> rounded =
                new ArrayList<>(millis.stream().map(each -> Math.floorDiv(each, SECOND)).toList());
        long left = total - rounded.stream().mapToLong(Long::longValue).sum();
        IntStream.range(0, millis.size())
                .boxed()
                .sorted(
                        Comparator.comparing((Integer i) -> millis.get(i) % SECOND)
                                .thenComparing(millis::get)
                                .reversed())
                .limit(left)
                .forEach(i -> rounded.set(i, rounded.get(i) + 1));
        return rounded;
    }
}
