package dev.astir.app.summaries;

import java.util.List;

/** Rounds milliseconds for those who read them. Stateless. */
public final class Seconds {

    private static final long SECOND = 1_000;

    private Seconds() {}

    /** To the nearest. */
    public static long of(long millis) {
        return LargestRemainder.nearest(millis, SECOND);
    }

    /** Rounds parts so that they sum to their rounded sum. */
    public static List<Long> parts(List<Long> millis) {
        return LargestRemainder.parts(millis, SECOND);
    }

    /**
     * Rounds parts so that they sum to what their sum was rounded to, up or down.
     *
     * @param millis none negative
     */
    public static List<Long> parts(List<Long> millis, long total) {
        return LargestRemainder.parts(millis, SECOND, total);
    }
}
