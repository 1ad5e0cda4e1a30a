package dev.astir.app.days;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is due at times of people's own clocks: rows that have the next time of each. A feature
 * declares them as a bean, and {@link ClockFollower} moves those times with the clocks.
 * Implementations are thread-safe.
 *
 * @param <T> a row
 */
public interface OnClocks<T> {

    /** What they are, for the log: {@code digests}. */
    String name();

    /**
     * Those that are due at some time, held in the order of their ids until the caller's
     * transaction of the organization ends.
     *
     * @param personId only this person's; null for everybody's
     */
    List<T> hold(UUID organizationId, @Nullable UUID personId);

    /** On whose clock it is. */
    UUID personOf(T row);

    /** When it is due. */
    Instant dueOf(T row);

    /** When it is due first after a time, on a clock of this zone. */
    Instant next(T row, Instant after, ZoneId zone);

    /** It is due at another time, in the transaction that holds it. */
    void move(UUID organizationId, T row, Instant due);
}
