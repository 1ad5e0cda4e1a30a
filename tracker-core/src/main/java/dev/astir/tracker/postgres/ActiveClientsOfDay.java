package dev.astir.tracker.postgres;

import java.time.LocalDate;
import java.util.Objects;

/**
 * How many clients were active on a day. Immutable, so safe for use by several threads.
 *
 * @param day the day in UTC
 * @param clients how many distinct clients
 */
public record ActiveClientsOfDay(LocalDate day, long clients) {

    /** Makes one. */
    public ActiveClientsOfDay {
        Objects.requireNonNull(day, "day");
    }
}
