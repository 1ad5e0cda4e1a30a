package dev.astir.app.insights;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a week went. Immutable.
 *
 * @param sharing who besides the person may look at it
 * @param week its Monday
 * @param today of its person
 * @param until the last day that is compared: its Sunday, or today while it goes on
 * @param before the mean of those of the four weeks before in which something was recorded, each up
 *     to the same weekday; null when it was in none
 * @param weeksBefore how many these are
 * @param days all seven
 * @param weeks the four before and this one, each as a whole
 * @param formulas how each figure comes about, by its name
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record WeekInsight(
        UUID userId,
        String name,
        Sharing sharing,
        LocalDate week,
        LocalDate today,
        LocalDate until,
        Figures figures,
        @Nullable Figures before,
        int weeksBefore,
        @Nullable LongestDay longestDay,
        List<DayOf> days,
        List<WeekOf> weeks,
        Map<String, String> formulas) {

    /**
     * Counts of a week, or the mean of some.
     *
     * @param activeSeconds worked, as in reports
     * @param knownSeconds of it, where it is known at what
     * @param focusSeconds in stretches of focus
     * @param focusStretches how many they are
     * @param longestFocusSeconds the longest of them
     * @param switches changes from one category to another
     * @param switchesPerHour of the known time; null when there is none
     * @param meetingSeconds in categories of meetings
     * @param longestDaySeconds active on the day with the most of it
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Figures(
            long activeSeconds,
            long knownSeconds,
            long focusSeconds,
            BigDecimal focusStretches,
            long longestFocusSeconds,
            BigDecimal switches,
            @Nullable BigDecimal switchesPerHour,
            long meetingSeconds,
            long longestDaySeconds) {}

    /** The day with the most active time; of several the first. */
    @Introspected
    record LongestDay(LocalDate date, long activeSeconds) {}

    /** A day of the week. */
    @Introspected
    record DayOf(LocalDate date, long activeSeconds, long focusSeconds, long meetingSeconds) {}

    /**
     * A week.
     *
     * @param figures null where nothing was recorded
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record WeekOf(LocalDate week, @Nullable Figures figures) {}
}
