package dev.astir.tracker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One client in a {@link SightingBuffer}: the latest time at which it was seen, and the latest one
 * that is stored. A cell whose seen is after its stored is dirty. A cell leaves the buffer only by
 * being sealed, which fails when it was seen again, so that no sighting can land in a cell which
 * nobody will look at again.
 */
final class Cell {
    /** The seen of a sealed cell; so long ago that any time seems later by more than a step. */
    static final long SEALED = Long.MIN_VALUE / 2;

    private static final long NEVER = Long.MIN_VALUE;

    private static final VarHandle SEEN;
    private static final VarHandle LISTED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            SEEN = lookup.findVarHandle(Cell.class, "seen", long.class);
            LISTED = lookup.findVarHandle(Cell.class, "listed", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final String id;

    /** Wall time in milliseconds, or {@link #SEALED}. */
    @SuppressWarnings("UnusedVariable") // read and written by its handle
    private volatile long seen;

    /** Written by the flush thread. */
    volatile long stored = NEVER;

    /** Whether this is in the list of dirty cells, or about to be put there. */
    private volatile boolean listed;

    /** Whether this is in the queue of cells that may be evicted. */
    volatile boolean evictable;

    /** The next cell in the list of dirty cells; published by the head of that list. */
    @Nullable Cell next;

    Cell(String id, long seen) {
        this.id = id;
        this.seen = seen;
    }

    long seen() {
        return seen;
    }

    boolean advance(long from, long to) {
        return SEEN.compareAndSet(this, from, to);
    }

    /** Seals the cell if it holds just this time. */
    boolean seal(long expected) {
        return SEEN.compareAndSet(this, expected, SEALED);
    }

    /** Seals the cell if it is clean. */
    boolean sealIfClean() {
        return seal(stored);
    }

    /** True for the one caller who must put this cell into the list of dirty cells. */
    boolean claimListing() {
        return !listed && LISTED.compareAndSet(this, false, true);
    }

    /** Whether this is in the list of dirty cells, or about to be put there. */
    boolean isListed() {
        return listed;
    }

    /** Called before the flush thread reads seen, so that whoever advances it later lists again. */
    void unlist() {
        listed = false;
    }
}
