package dev.astir.tracker;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Calls several listeners, each whatever the others do. As safe for use by threads as they are. */
final class AllListeners implements TrackerListener {
    private final List<TrackerListener> listeners;

    AllListeners(List<? extends TrackerListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void onStart(Supplier<TrackerStats> stats) {
        each(listener -> listener.onStart(stats));
    }

    @Override
    public void onFlush(int clients, Duration took) {
        each(listener -> listener.onFlush(clients, took));
    }

    @Override
    public void onHitsFlush(int rows, Duration took) {
        each(listener -> listener.onHitsFlush(rows, took));
    }

    @Override
    public void onFailure(Throwable cause, int pending, Duration retryIn) {
        each(listener -> listener.onFailure(cause, pending, retryIn));
    }

    @Override
    public void onDrop(Sighting sighting, DataRejectedException cause) {
        each(listener -> listener.onDrop(sighting, cause));
    }

    @Override
    public void onDrop(ActivityHits hits, DataRejectedException cause) {
        each(listener -> listener.onDrop(hits, cause));
    }

    @Override
    public void onClose(int lost) {
        each(listener -> listener.onClose(lost));
    }

    private void each(Consumer<TrackerListener> call) {
        for (TrackerListener listener : listeners) {
            Guarded.call(() -> call.accept(listener));
        }
    }
}
