package dev.astir.app.platform;

import java.util.function.BooleanSupplier;

/**
 * Work that the app does by itself, again and again, by one node at a time. A feature declares its
 * jobs as beans; they are run by their schedule, and by hand when an administrator asks for it.
 * Whatever a run misses, the next one makes up for: a node may end in the middle of a run, and none
 * may run for a while. Implementations are thread-safe.
 */
public interface Job {

    /** The name, for administrators and addresses: lower-case words with hyphens. */
    String name();

    /** When it runs. */
    JobSchedule schedule();

    /**
     * Does what is to be done now. An exception is the run's failure; it is told to administrators,
     * and the job runs again at its next time.
     *
     * @param stopping whether the node is ending: a long run returns soon, at a point from which
     *     the next one can go on
     */
    void run(BooleanSupplier stopping);
}
