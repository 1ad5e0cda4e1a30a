package dev.astir.app.days;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A day of a person: from its local midnight up to, not including, the next one. Immutable.
 *
 * @param zone whose midnight it begins with
 * @param end not before the start; a day that a zone left out has no length
 */
public record Day(LocalDate date, ZoneId zone, Instant start, Instant end) {

    /** 23, 24 or 25 hours mostly; another length when the person moves on it. */
    public Duration length() {
        return Duration.between(start, end);
    }
}
