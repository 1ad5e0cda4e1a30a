package dev.astir.benchmarks.feed;

import java.time.Duration;

/**
 * What a run of a load cost.
 *
 * @param tally what the subscribers read
 * @param events how many events were published
 * @param isWhole whether everybody read everything, once and in order
 * @param took from the first publication to the last delivery
 * @param server the processor time of the server
 * @param database the processor time of the database beside it
 * @param load the processor time of the subscribers
 */
record Measured(
        Tally tally,
        long events,
        boolean isWhole,
        Duration took,
        Duration server,
        Duration database,
        Duration load) {

    private static final double NANOS_A_MICRO = 1e3;
    private static final double NANOS_A_SECOND = 1e9;

    /** Microseconds of the server for each delivery. */
    double microsADelivery() {
        return each(server);
    }

    double databaseMicrosADelivery() {
        return each(database);
    }

    double loadMicrosADelivery() {
        return each(load);
    }

    private double each(Duration time) {
        return time.toNanos() / NANOS_A_MICRO / tally.deliveries();
    }

    double deliveriesASecond() {
        return tally.deliveries() * NANOS_A_SECOND / took.toNanos();
    }

    double percentileMillis(double percentile) {
        return tally.latencies.percentile(percentile) / NANOS_A_MICRO;
    }
}
