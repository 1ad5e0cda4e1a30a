package dev.astir.app.days;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * From when on a person's days are in a zone. Immutable.
 *
 * @param fromDay the first day
 * @param since when that begins
 * @param timeZone IANA name
 */
@Introspected
record ZonePeriod(LocalDate fromDay, Instant since, String timeZone) {

    ZoneId zone() {
        return ZoneId.of(timeZone);
    }
}
