package dev.astir.app.timeline;

import dev.astir.app.sessions.CapturedTime;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** Tells sessions how much agents captured of a person. Thread-safe. */
@Singleton
final class Captured implements CapturedTime {

    private final IntervalRepository intervals;

    Captured(IntervalRepository intervals) {
        this.intervals = intervals;
    }

    @Override
    public Amount between(UUID organizationId, UUID userId, Instant from, Instant to) {
        IntervalRepository.Union union = intervals.captured(organizationId, userId, from, to);
        return new Amount(
                union.activeMicros(), union.idleMicros(), union.lastActiveEnd(), union.lastEnd());
    }
}
