package dev.astir.benchmarks;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Times between a request and its answer. Not safe for use by several threads. */
public final class Latencies {
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);
    private static final double NANOS_A_MICRO = 1_000;

    private final Histogram histogram = new Histogram(TimeUnit.MICROSECONDS.toNanos(1), LONGEST, 3);

    public void add(long nanos) {
        histogram.recordValue(Math.min(nanos, LONGEST));
    }

    public void add(Latencies other) {
        histogram.add(other.histogram);
    }

    public long count() {
        return histogram.getTotalCount();
    }

    /** In microseconds. */
    public double percentile(double percentile) {
        return histogram.getValueAtPercentile(percentile) / NANOS_A_MICRO;
    }

    /** In microseconds. */
    public double max() {
        return histogram.getMaxValue() / NANOS_A_MICRO;
    }
}
