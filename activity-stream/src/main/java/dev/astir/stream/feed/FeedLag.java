package dev.astir.stream.feed;

import dev.astir.stream.StreamPosition;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long one feed has had something to deliver that this node was told of. One change that waits
 * is remembered, and once it is delivered the newest that was told till then; so a feed where much
 * happens costs no more than another one. Thread-safe.
 */
final class FeedLag {
    private final LongSupplier nanoTime;
    private @Nullable StreamPosition told;
    private @Nullable StreamPosition delivered;

    /** What is waited for; null if nothing is. */
    private @Nullable StreamPosition awaited;

    private long since;

    FeedLag(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** This has happened. */
    synchronized void told(StreamPosition position) {
        if (isAfter(position, delivered) && isAfter(position, told)) {
            told = position;
            if (awaited == null) {
                await(position);
            }
        }
    }

    /** All up to here was handed to whoever follows the feed, perhaps in a new epoch. */
    synchronized void delivered(StreamPosition position) {
        delivered = position;
        if (told != null && !isAfter(told, position)) {
            told = null;
        }
        if (awaited != null && !isAfter(awaited, position)) {
            await(told);
        }
    }

    /** There is nothing more, whatever was told. */
    synchronized void caughtUp() {
        told = null;
        await(null);
    }

    private void await(@Nullable StreamPosition position) {
        awaited = position;
        since = nanoTime.getAsLong();
    }

    /** How long something has waited; zero if nothing does. */
    synchronized Duration age() {
        return awaited == null
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(0, nanoTime.getAsLong() - since));
    }

    /** Offsets of two epochs say nothing of each other; a new epoch is found by comparison. */
    private static boolean isAfter(StreamPosition position, @Nullable StreamPosition other) {
        return other == null
                || (other.epoch().equals(position.epoch()) && position.offset() > other.offset());
    }
}
