package dev.astir.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** The middle of some measurements, and how far they spread. */
public record Quartiles(double first, double median, double third) {

    public static Quartiles of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    private static double at(double[] sorted, double part) {
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no values: " + Arrays.toString(sorted));
        }
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** The median, and the quartiles in brackets. */
    public String text(int decimals) {
        String number = "%." + decimals + "f";
        return String.format(
                Locale.ROOT, number + " [" + number + ", " + number + "]", median, first, third);
    }
}
