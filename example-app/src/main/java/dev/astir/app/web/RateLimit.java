package dev.astir.app.web;

import java.time.Duration;

/**
 * How often something may happen for one key: so often at once, and that much again in each period.
 * Immutable.
 *
 * @param name of its own for each limit, in small letters with dashes
 * @param capacity how much is free to begin with, and at most
 * @param refill how much becomes free in each period
 * @param gradual whether that becomes free bit by bit, or all of it when the period ends
 */
public record RateLimit(String name, long capacity, long refill, Duration period, boolean gradual) {

    /** How long it takes until all is free again, when nothing was. */
    public Duration window() {
        return gradual ? period.multipliedBy(capacity).dividedBy(refill) : period;
    }

    /** So often in each period, which begins with the first time. */
    public static RateLimit of(String name, long times, Duration period) {
        return new RateLimit(name, times, times, period, false);
    }

    /** So often at once, and then once in each interval. */
    public static RateLimit oneEach(String name, long atOnce, Duration interval) {
        return new RateLimit(name, atOnce, 1, interval, true);
    }

    /** So often at once, and then so often in each second. */
    public static RateLimit aSecond(String name, long atOnce, long times) {
        return new RateLimit(name, atOnce, times, Duration.ofSeconds(1), true);
    }
}
