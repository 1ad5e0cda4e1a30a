package dev.astir.app.reports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * The day that it is where somebody is, coarsely: when they worked, and not on what. Immutable.
 *
 * @param from where the strip of the day begins: at eight on their own clock, or an hour before in
 *     which somebody of those that are told worked
 * @param to where it ends: at twenty, or a later hour
 * @param activeSeconds of the whole day, as every report counts it
 * @param intervals in order and without overlap; what is shorter than a minute, or that near to its
 *     neighbour, is not told apart
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record Today(
        UUID userId,
        LocalDate date,
        String timeZone,
        Instant from,
        Instant to,
        long activeSeconds,
        long totalWorkSeconds,
        List<Coarse> intervals) {

    /**
     * A stretch of the day.
     *
     * @param kind {@code active} or {@code idle}
     */
    @Introspected
    record Coarse(Instant startTime, Instant endTime, String kind) {}
}
