package dev.astir.benchmarks.intervals;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.UUID;

/** Somebody whose intervals are stored, sent by one source. Immutable. */
record Person(int number, UUID organizationId, UUID id, UUID sourceId, ZoneId timeZone) {
    private static final String[] ZONES = {
        "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Sydney", "UTC"
    };

    static Person of(int number, int organization) {
        return new Person(
                number,
                uuid("organization " + organization),
                uuid("person " + number),
                uuid("source " + number),
                ZoneId.of(ZONES[number % ZONES.length]));
    }

    static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** Every fourth posts to the API; the others have an agent. */
    boolean isPosting() {
        return number % 4 == 0;
    }
}
