package dev.astir.stream.feed;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Goes with the system's clock until it is set; from then on it stands still. Thread-safe. */
public final class SettableClock extends Clock {
    private volatile @Nullable Instant set;

    public void set(Instant now) {
        set = now;
    }

    @Override
    public Instant instant() {
        Instant now = set;
        return now == null ? Instant.now() : now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
