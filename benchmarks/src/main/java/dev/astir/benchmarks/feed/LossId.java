package dev.astir.benchmarks.feed;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Ids of version 7 (RFC 9562, section 5.7) that tell the writer and the number of its event, so
 * that nobody needs to remember which event has which id. Stateless.
 */
final class LossId {
    static final int MOST_WRITERS = 1 << 12;

    private static final int RANDOM_BITS = 30;

    private LossId() {}

    static UUID of(int writer, int number, long millis, RandomGenerator random) {
        long high = millis << 16 | 0x7000L | writer;
        long low = 1L << 63 | (long) number << RANDOM_BITS | random.nextInt(1 << RANDOM_BITS);
        return new UUID(high, low);
    }

    static int writer(UUID id) {
        return (int) (id.getMostSignificantBits() & MOST_WRITERS - 1);
    }

    static int number(UUID id) {
        return (int) (id.getLeastSignificantBits() >>> RANDOM_BITS);
    }
}
