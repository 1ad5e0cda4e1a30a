package dev.astir.tracker.micronaut;

import dev.astir.tracker.TrackerListener;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Listeners of an application: one that fails, and one that comes after it. */
@Singleton
@Named("recording")
@Requires(property = "test.listeners")
class RecordingListener implements TrackerListener {
    final AtomicInteger written = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();

    @Override
    public void onFlush(int clients, Duration took) {
        written.addAndGet(clients);
    }

    @Override
    public void onClose(int lost) {
        closed.incrementAndGet();
    }

    @Singleton
    @Named("a failing one")
    @Requires(property = "test.listeners")
    static class Failing implements TrackerListener {
        @Override
        public void onFlush(int clients, Duration took) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public void onClose(int lost) {
            throw new IllegalStateException("on purpose");
        }
    }
}
