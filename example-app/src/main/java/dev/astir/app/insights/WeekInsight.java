package dev.astir.app.insights;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a week went, for the person themselves. Immutable.
 *
 * @param week its Monday
 * @param before the mean of those of the four weeks before in which something was recorded; null
 *     when it was in none
 * @param weeksBefore how many these are
 * @param formulas how each figure comes about, by its name
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record WeekInsight(
        LocalDate week,
        Figures figures,
        @Nullable Figures before,
        int weeksBefore,
        @Nullable LongestDay longestDay,
        Map<String, String> formulas) {

    /**
     * Counts of a week, or the mean of some.
     *
     * @param focusSeconds in stretches of focus
     * @param focusStretches how many they are
     * @param longestFocusSeconds the longest of them
     * @param switchesPerHour changes of category for each active hour; null when there is none
     * @param meetingSeconds in categories of meetings
     * @param activeSeconds recorded as active
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Figures(
            long activeSeconds,
            long focusSeconds,
            BigDecimal focusStretches,
            long longestFocusSeconds,
            @Nullable BigDecimal switchesPerHour,
            long meetingSeconds) {}

    /** The day with the most active time. */
    @Introspected
    record LongestDay(LocalDate date, long activeSeconds) {}
}
