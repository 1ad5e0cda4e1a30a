package dev.astir.stream;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of milliseconds, then random bits. */
final class TimeOrderedId {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int VERSION = 7;

    private TimeOrderedId() {}

    static UUID at(Instant time) {
        long high = (time.toEpochMilli() << 16) | 0x7000L | (RANDOM.nextLong() & 0x0FFFL);
        long low = (RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    static UUID checked(UUID id) {
        if (id.version() != VERSION || id.variant() != 2) {
            throw new InvalidInputException("id", id, "a UUID of version 7");
        }
        return id;
    }

    static Instant time(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
