package dev.astir.app.capture;

import jakarta.inject.Singleton;
import java.util.function.LongSupplier;

/** The time by which lines are pinged and found silent, as {@link System#nanoTime}. Thread-safe. */
@Singleton
class LineTime {

    private final LongSupplier nanos;

    LineTime() {
        this(System::nanoTime);
    }

    LineTime(LongSupplier nanos) {
        this.nanos = nanos;
    }

    long nanos() {
        return nanos.getAsLong();
    }
}
