package dev.astir.app.platform;

import java.time.Instant;
import java.util.Optional;

/** When jobs ran, for one that makes up for the runs that were missed. Thread-safe. */
public interface JobHistory {

    /**
     * When a run of the {@link Job} of this name had last done all that was to be done, on whatever
     * node; empty before the first. Not in a transaction.
     */
    Optional<Instant> lastSuccess(String name);
}
