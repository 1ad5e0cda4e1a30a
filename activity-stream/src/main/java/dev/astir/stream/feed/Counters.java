package dev.astir.stream.feed;

import java.util.concurrent.atomic.LongAdder;

/** What {@link FeedStats} tells, while it is being counted. Thread-safe. */
final class Counters {
    final LongAdder deliveries = new LongAdder();
    final LongAdder flushes = new LongAdder();
    final LongAdder slowCloses = new LongAdder();
    final LongAdder holesHealed = new LongAdder();
    final LongAdder catchUpReads = new LongAdder();

    FeedStats read(int sessions) {
        return new FeedStats(
                sessions,
                deliveries.sum(),
                flushes.sum(),
                slowCloses.sum(),
                holesHealed.sum(),
                catchUpReads.sum());
    }
}
