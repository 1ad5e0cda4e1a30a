package dev.astir.stream.bus;

import dev.astir.stream.StreamPosition;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Wakes the streams of one process that share this bus; on its own it has nobody to wake. */
public final class InProcessBus implements FeedBus {
    private final List<Consumer<Map<String, StreamPosition>>> listeners =
            new CopyOnWriteArrayList<>();

    /** A bus of its own. */
    public InProcessBus() {}

    @Override
    public void announce(Map<String, StreamPosition> heads) {
        listeners.forEach(listener -> listener.accept(heads));
    }

    @Override
    public Subscription listen(Consumer<Map<String, StreamPosition>> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
