package dev.astir.tracker;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a listener throws away from the tracker. */
final class GuardedListener implements TrackerListener {
    private static final Logger log = LoggerFactory.getLogger(ActivityTracker.class);

    private final TrackerListener listener;

    GuardedListener(TrackerListener listener) {
        this.listener = listener;
    }

    @Override
    public void onFlush(int clients, Duration took) {
        guard(() -> listener.onFlush(clients, took));
    }

    @Override
    public void onFailure(Throwable cause, int pending, Duration retryIn) {
        guard(() -> listener.onFailure(cause, pending, retryIn));
    }

    @Override
    public void onDrop(Sighting sighting, DataRejectedException cause) {
        guard(() -> listener.onDrop(sighting, cause));
    }

    @Override
    public void onClose(int lost) {
        guard(() -> listener.onClose(lost));
    }

    private static void guard(Runnable call) {
        try {
            call.run();
        } catch (Throwable t) {
            log.warn("A tracker listener threw", t);
        }
    }
}
