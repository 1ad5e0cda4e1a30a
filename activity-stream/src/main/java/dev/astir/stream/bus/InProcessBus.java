package dev.astir.stream.bus;

import dev.astir.stream.StreamPosition;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Wakes the streams of one process that share this bus; on its own it has nobody to wake.
 * Thread-safe.
 */
public final class InProcessBus implements FeedBus {
    private final Listeners listeners = new Listeners();

    /** A bus of its own. */
    public InProcessBus() {}

    @Override
    public void announce(Map<String, StreamPosition> heads) {
        listeners.heard(heads);
    }

    @Override
    public void announceAccess(Set<String> principals) {
        listeners.accessChanged(principals);
    }

    @Override
    public void announceItems(List<ItemChange> changes) {
        listeners.itemsChanged(changes);
    }

    @Override
    public Subscription listen(Listener listener) {
        return listeners.add(listener);
    }
}
