package dev.astir.app.tenancy;

import java.time.Instant;

/**
 * Rows that mean nothing some time after they expired. A feature that has such rows has a
 * repository that implements this; the {@link Sweeper} finds it. Implementations are thread-safe.
 */
public interface ExpiredRows {

    /**
     * Deletes rows of all organizations, in the caller's transaction as the system.
     *
     * @param before when they had expired
     * @param limit how many at most
     * @return how many it were
     */
    long deleteExpired(Instant before, int limit);
}
