package dev.astir.tracker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The latest sighting of each client, until it is stored. Recording a known client is a look-up and
 * at most one compare-and-set: no lock, no allocation, and no map that is swapped under its
 * writers.
 *
 * <p>A client's cell stays after its sighting is stored, so that the client remains known; when the
 * buffer is at its bound, cells with nothing pending make room for new clients. The first sighting
 * after a store puts a cell into a linked list through the cell itself, so that a flush costs what
 * is dirty and not what is known.
 *
 * <p>{@link #record} may be called by any thread.
 */
final class SightingBuffer implements FlushSource<SightingBuffer.Taken> {
    /** A cell, and the time of it that is being written. */
    record Taken(Cell cell, long seenMillis) {
        Sighting sighting() {
            return new Sighting(cell.id, Instant.ofEpochMilli(seenMillis));
        }

        @Override
        public String toString() {
            return sighting().toString();
        }
    }

    private static final Comparator<Taken> BY_ID = Comparator.comparing(taken -> taken.cell().id);

    private final ConcurrentHashMap<String, Cell> cells = new ConcurrentHashMap<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicReference<@Nullable Cell> dirty = new AtomicReference<>();
    private final AtomicInteger dirtyCount = new AtomicInteger();
    private final Queue<Cell> evictable = new ConcurrentLinkedQueue<>();
    private final RefusalCounts refusals = new RefusalCounts();

    private final int capacity;
    private final long stepMillis;
    private final int wakeAt;
    private final Predicate<String> validity;
    private final Runnable wake;

    /** Threads that may not have seen yet that this is closed, and put a new client. */
    private final AtomicInteger adding = new AtomicInteger();

    private volatile boolean closed;

    /** What has been taken and not restored, and how much of its beginning is settled. */
    private volatile List<Taken> inHand = List.of();

    private volatile int settled;

    /** Set while a take is going on, and so also after one that died halfway. */
    private boolean taking;

    /**
     * Makes an empty buffer.
     *
     * @param capacity the most clients it knows
     * @param stepMillis a client seen again sooner than this after its last sighting is unchanged
     * @param wakeAt at this many dirty cells and above, each newly dirty cell calls {@code wake}
     * @param validity which ids are taken, apart from null
     * @param wake quick, never blocking
     */
    SightingBuffer(
            int capacity, long stepMillis, int wakeAt, Predicate<String> validity, Runnable wake) {
        this.capacity = capacity;
        this.stepMillis = Math.max(1, stepMillis);
        this.wakeAt = wakeAt;
        this.validity = validity;
        this.wake = wake;
    }

    boolean record(@Nullable String id, long nowMillis) {
        if (id == null) {
            return refuse(Refusal.INVALID);
        }
        Cell cell = cells.get(id);
        // Not later than what the cell holds already, which is stored or will be. A sealed cell
        // never looks so.
        if (cell != null && nowMillis - cell.seen() < stepMillis) {
            return true;
        }
        return recordLater(id, nowMillis, cell);
    }

    private boolean recordLater(String id, long nowMillis, @Nullable Cell known) {
        Cell cell = known;
        while (true) {
            if (closed) {
                return refuse(Refusal.CLOSED);
            }
            if (cell == null) {
                if (!validity.test(id)) {
                    return refuse(Refusal.INVALID);
                }
                Cell added = new Cell(id, nowMillis);
                cell = put(added);
                if (cell == null) {
                    return false;
                }
                if (cell == added) {
                    return true;
                }
            }
            long seen = cell.seen();
            if (nowMillis - seen < stepMillis) {
                return true;
            }
            if (seen == Cell.SEALED) {
                cells.remove(id, cell);
                cell = cells.get(id);
            } else if (cell.advance(seen, nowMillis)) {
                list(cell);
                return true;
            }
        }
    }

    /** Puts a new cell. Returns the cell that is there then, or null if this was refused. */
    private @Nullable Cell put(Cell added) {
        adding.incrementAndGet(); // before closed is read, so that retire waits for this
        try {
            if (closed || !reserve()) {
                refuse(closed ? Refusal.CLOSED : Refusal.FULL);
                return null;
            }
            Cell other = cells.putIfAbsent(added.id, added);
            if (other != null) {
                size.decrementAndGet();
                return other;
            }
            list(added);
            return added;
        } finally {
            adding.decrementAndGet();
        }
    }

    private boolean reserve() {
        if (size.incrementAndGet() <= capacity) {
            return true;
        }
        for (Cell cell = evictable.poll(); cell != null; cell = evictable.poll()) {
            cell.evictable = false;
            if (cell.sealIfClean()) {
                cells.remove(cell.id, cell);
                size.decrementAndGet();
                return true;
            }
        }
        size.decrementAndGet();
        return false;
    }

    private void list(Cell cell) {
        if (!cell.claimListing()) {
            return;
        }
        // Counted first, so that what is taken off the list is never more than what is counted.
        int count = dirtyCount.incrementAndGet();
        Cell head;
        do {
            head = dirty.get();
            cell.next = head;
        } while (!dirty.compareAndSet(head, cell));
        if (count >= wakeAt) {
            wake.run();
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>By ascending client id. Taking everything looks at each cell, and so also finds those that
     * a preempted thread has advanced and not listed yet.
     */
    @Override
    public List<Taken> take(boolean everything) {
        return take(everything, Integer.MAX_VALUE);
    }

    @Override
    public List<Taken> takeSome(int limit) {
        return take(false, limit);
    }

    private List<Taken> take(boolean everything, int limit) {
        // Cells that a dying take has unlisted are found only by looking at all.
        boolean all = everything || taking;
        taking = true;
        List<Taken> taken = new ArrayList<>(Math.min(limit, dirtyCount.get()));
        int unlisted = 0;
        try {
            Cell cell = dirty.getAndSet(null);
            while (cell != null && (all || taken.size() < limit)) {
                Cell next = cell.next;
                cell.next = null;
                cell.unlist();
                unlisted++;
                if (!all) {
                    takeIfDirty(cell, taken);
                }
                cell = next;
            }
            if (cell != null) {
                putBack(cell);
            }
            if (all) {
                cells.values().forEach(known -> takeIfDirty(known, taken));
            }
        } finally {
            dirtyCount.addAndGet(-unlisted);
        }
        taken.sort(BY_ID);
        settled = 0;
        inHand = taken;
        taking = false;
        return taken;
    }

    /** Cells that stay listed and counted: from one that was taken off the list to the last. */
    private void putBack(Cell first) {
        Cell last = first;
        while (last.next != null) {
            last = last.next;
        }
        Cell head;
        do {
            head = dirty.get();
            last.next = head;
        } while (!dirty.compareAndSet(head, first));
    }

    private static void takeIfDirty(Cell cell, List<Taken> taken) {
        long seen = cell.seen();
        if (seen != Cell.SEALED && seen > cell.stored) {
            taken.add(new Taken(cell, seen));
        }
    }

    @Override
    public void settle(List<Taken> stored) {
        for (Taken taken : stored) {
            Cell cell = taken.cell();
            cell.stored = taken.seenMillis();
            if (!cell.evictable) {
                cell.evictable = true;
                evictable.add(cell);
            }
        }
        settled += stored.size();
    }

    @Override
    public void restore(List<Taken> unstored) {
        for (Taken taken : unstored) {
            if (taken.seenMillis() > taken.cell().stored) {
                list(taken.cell());
            }
        }
        inHand = List.of();
    }

    @Override
    public void close() {
        closed = true;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Removes what is clean.
     */
    @Override
    public boolean retire() {
        for (Cell cell : cells.values()) {
            if (cell.seen() == Cell.SEALED || cell.sealIfClean()) {
                cells.remove(cell.id, cell);
            }
        }
        return adding.get() == 0 && cells.isEmpty(); // in this order
    }

    @Override
    public int abandon() {
        while (adding.get() > 0) { // a few instructions of each
            Thread.yield();
        }
        int lost = 0;
        for (Cell cell : cells.values()) {
            long seen = cell.seen();
            while (seen != Cell.SEALED && !cell.seal(seen)) {
                seen = cell.seen();
            }
            if (seen > cell.stored) {
                lost++;
            }
            cells.remove(cell.id, cell);
        }
        return lost;
    }

    @Override
    public int pending() {
        int pending = dirtyCount.get();
        List<Taken> taken = inHand;
        for (int i = settled; i < taken.size(); i++) {
            if (!taken.get(i).cell().isListed()) { // or it was seen again, and is counted already
                pending++;
            }
        }
        return pending;
    }

    /** Counts a refusal that was found elsewhere. Returns false. */
    boolean refuse(Refusal reason) {
        return refusals.refuse(reason);
    }

    /** Counts and logs a refusal because of something thrown. Returns false. */
    boolean refuse(Throwable cause) {
        return refusals.refuse(cause);
    }

    @Override
    public long refused(Refusal reason) {
        return refusals.of(reason);
    }
}
