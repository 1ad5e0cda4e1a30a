package dev.astir.app.limits;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A part of the memory for bodies. Where there is no room for a piece, the largest body of whoever
 * has the most ends, be it the one that the piece is of: who sends little always comes through.
 * Thread-safe.
 */
final class BodyPot {

    /** What one body has taken. Its fields are under the lock of its pot. */
    static final class Held {

        private final BodyPot pot;
        private final String owner;
        private final Runnable end;
        private long bytes;
        private boolean isOver;

        private Held(BodyPot pot, String owner, Runnable end) {
            this.pot = pot;
            this.owner = owner;
            this.end = end;
        }

        /**
         * Takes so much more.
         *
         * @return false if there is not so much, or if this was ended
         */
        boolean take(long more) {
            return pot.take(this, more);
        }

        /** Gives all back. */
        void release() {
            pot.release(this);
        }
    }

    private static final class Owner {

        private final Set<Held> bodies = new LinkedHashSet<>();
        private long bytes;
    }

    private final long most;
    private final long ofOwner;

    // Both under the lock.
    private final Map<String, Owner> owners = new HashMap<>();
    private long taken;

    /**
     * @param most bytes of all together
     * @param ofOwner bytes of one person, device or address
     */
    BodyPot(long most, long ofOwner) {
        this.most = most;
        this.ofOwner = ofOwner;
    }

    /**
     * A body that has nothing yet.
     *
     * @param end called once, on any thread, when the body must make room for others
     */
    Held begin(String owner, Runnable end) {
        return new Held(this, owner, end);
    }

    /** What is taken now, in bytes. */
    synchronized long taken() {
        return taken;
    }

    private boolean take(Held body, long more) {
        Set<Held> ended = new LinkedHashSet<>();
        boolean isTaken = take(body, more, ended);
        ended.forEach(other -> other.end.run());
        return isTaken;
    }

    private synchronized boolean take(Held body, long more, Set<Held> ended) {
        if (body.isOver) {
            return false;
        }
        Owner owner = owners.computeIfAbsent(body.owner, name -> new Owner());
        owner.bodies.add(body);
        add(owner, body, more);
        if (owner.bytes > ofOwner) {
            remove(body);
            return false;
        }
        while (taken > most) {
            Held largest = largest();
            remove(largest);
            if (largest == body) {
                return false;
            }
            ended.add(largest);
        }
        return true;
    }

    private Held largest() {
        Owner greediest =
                owners.values().stream()
                        .max(Comparator.comparingLong(owner -> owner.bytes))
                        .orElseThrow();
        return greediest.bodies.stream()
                .max(Comparator.comparingLong(body -> body.bytes))
                .orElseThrow();
    }

    private void add(Owner owner, Held body, long more) {
        body.bytes += more;
        owner.bytes += more;
        taken += more;
    }

    private synchronized void release(Held body) {
        if (!body.isOver) {
            remove(body);
        }
    }

    private void remove(Held body) {
        body.isOver = true;
        Owner owner = owners.get(body.owner);
        if (owner != null && owner.bodies.remove(body)) {
            add(owner, body, -body.bytes);
            if (owner.bodies.isEmpty()) {
                owners.remove(body.owner);
            }
        }
    }
}
