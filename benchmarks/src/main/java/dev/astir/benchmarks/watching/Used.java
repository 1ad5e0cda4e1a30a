package dev.astir.benchmarks.watching;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a measurement used. Immutable.
 *
 * @param time how long it took
 * @param app processor time of all nodes
 * @param postgres processor time of the database
 * @param client processor time of the load itself
 * @param collecting how long the nodes' collectors of garbage worked
 * @param transactions of the database
 * @param walBytes of its log
 * @param flushes of its log to the disk
 * @param waits how many of its connections were at what
 * @param statements the dearest, where they are counted
 */
record Used(
        Duration time,
        Duration app,
        Duration postgres,
        Duration client,
        Duration collecting,
        long transactions,
        long walBytes,
        long flushes,
        String waits,
        List<String> statements) {

    /** From here on, the processors are what limits. */
    private static final double BUSY = 0.9;

    private static final int PERCENT = 100;

    /** How many processors were busy. */
    double processors() {
        return share(app) + share(postgres) + share(client);
    }

    private double share(Duration used) {
        return (double) used.toNanos() / time.toNanos();
    }

    /** Microseconds of processor time for each of so many, of app, database and load. */
    String micros(long units) {
        return String.format(
                Locale.ROOT,
                "%.1f + %.1f + %.1f",
                micros(app, units),
                micros(postgres, units),
                micros(client, units));
    }

    private static double micros(Duration used, long units) {
        return units == 0 ? 0 : used.toNanos() / 1_000.0 / units;
    }

    /**
     * What the figures say of the limit.
     *
     * @param available processors
     * @param isReached whether all was done that was asked for
     */
    String limit(int available, boolean isReached) {
        String parts =
                String.format(
                        Locale.ROOT,
                        "%.2f of %d processors (app %.2f, of it garbage %.0f %%; PostgreSQL %.2f; load %.2f)",
                        processors(),
                        available,
                        share(app),
                        PERCENT * share(collecting) / Math.max(share(app), 1e-9),
                        share(postgres),
                        share(client));
        if (processors() >= BUSY * available) {
            return "the processors: " + parts;
        }
        return (isReached ? "nothing yet: " : "waiting: ") + parts;
    }

    /** What the database did for each of so many. */
    String database(long units) {
        return String.format(
                Locale.ROOT,
                "%.2f transactions, %.1f kB of WAL, %.2f flushes of it; at once %s",
                (double) transactions / units,
                walBytes / 1_000.0 / units,
                (double) flushes / units,
                waits);
    }
}
