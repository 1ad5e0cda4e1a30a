package dev.astir.stream.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A hub's sessions, dealt out over the ticks between two pings, so that one tick sees to a part of
 * them and no session needs a timer. Belongs to the hub's thread.
 */
final class SessionWheel {
    private final List<List<FeedSession>> slots = new ArrayList<>();
    private int next;
    private int turn;
    private int size;

    SessionWheel(int ticks) {
        for (int i = 0; i < ticks; i++) {
            slots.add(new ArrayList<>());
        }
    }

    void add(FeedSession session) {
        List<FeedSession> slot = slots.get(next);
        session.seat = new Seat(slot, slot.size());
        slot.add(session);
        next = (next + 1) % slots.size();
        size++;
    }

    /** Takes a session out; false if it is not there. */
    boolean remove(FeedSession session) {
        Seat seat = session.seat;
        if (seat == null) {
            return false;
        }
        session.seat = null;
        // The last one moves to the free place.
        FeedSession last = seat.slot.remove(seat.slot.size() - 1);
        if (last != session) {
            seat.slot.set(seat.place, last);
            last.seat = seat;
        }
        size--;
        return true;
    }

    /** The sessions of the next tick. */
    List<FeedSession> turn() {
        turn = (turn + 1) % slots.size();
        return slots.get(turn);
    }

    void forEach(Consumer<FeedSession> action) {
        slots.forEach(slot -> slot.forEach(action));
    }

    int size() {
        return size;
    }

    /** Where a session sits. */
    record Seat(List<FeedSession> slot, int place) {}
}
