package dev.astir.tracker;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;

/**
 * How often a client did something on one day. Immutable, so safe for use by several threads.
 *
 * @param clientId the client's id, never empty
 * @param activity what the client did, such as {@code POST /items}, never empty
 * @param day the day in UTC
 * @param hits how often, at least 1
 * @param lastSeen when it did so for the last time
 */
public record ActivityHits(
        String clientId, String activity, LocalDate day, long hits, Instant lastSeen) {

    /** By client id, then activity, then day: the order of each batch. Immutable. */
    public static final Comparator<ActivityHits> ORDER =
            Comparator.comparing(ActivityHits::clientId)
                    .thenComparing(ActivityHits::activity)
                    .thenComparing(ActivityHits::day);

    /**
     * Makes hits.
     *
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if hits is less than 1
     */
    public ActivityHits {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(activity, "activity");
        Objects.requireNonNull(day, "day");
        Objects.requireNonNull(lastSeen, "lastSeen");
        if (hits < 1) {
            throw new IllegalArgumentException("hits must be at least 1, but is " + hits);
        }
    }
}
