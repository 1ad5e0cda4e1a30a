package dev.astir.app.capture;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A time of lines that passes when a test says so. */
public final class TestLineTime {

    private final AtomicLong nanos = new AtomicLong();
    private final LineTime bean = new LineTime(nanos::get);

    /** Takes the place of the app's own. */
    public Object bean() {
        return bean;
    }

    public void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
