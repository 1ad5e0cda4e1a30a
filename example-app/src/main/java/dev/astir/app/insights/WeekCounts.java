package dev.astir.app.insights;

import dev.astir.app.insights.WeekInsight.Figures;
import dev.astir.app.summaries.Focus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the days of a week came to; in milliseconds, rounded at the end. Immutable.
 *
 * @param days those of which something is known, in order
 */
record WeekCounts(List<DayCounts> days) {

    private static final int HOUR = 3_600_000;

    WeekCounts {
        days = List.copyOf(days);
    }

    /** Without what came after the same weekday. */
    WeekCounts until(LocalDate last) {
        return new WeekCounts(
                days.stream()
                        .filter(day ->
                                day.date().getDayOfWeek().compareTo(last.getDayOfWeek()) <= 0)
                        .toList());
    }

    boolean isEmpty() {
        return active() == 0;
    }

    /** The first of those with the most active time; nothing where there is none. */
    Optional<DayCounts> longestDay() {
        return days.stream()
                .filter(day -> day.active() > 0)
                .max(
                        Comparator.comparingLong(DayCounts::active)
                                .thenComparing(DayCounts::date, Comparator.reverseOrder()));
    }

    Figures figures() {
        return mean(List.of(this));
    }

    /** The mean of some weeks; switches by the hours of all of them. */
    static Figures mean(List<WeekCounts> weeks) {
        long known = sum(weeks, WeekCounts::known);
        long switches = sum(weeks, WeekCounts::switches);
        return new Figures(
                seconds(weeks, WeekCounts::active),
                seconds(weeks, WeekCounts::known),
                seconds(weeks, WeekCounts::focused),
                each(weeks, WeekCounts::stretches),
                seconds(weeks, WeekCounts::longestStretch),
                each(weeks, WeekCounts::switches),
                ratio(switches * HOUR, known),
                seconds(weeks, WeekCounts::meetings),
                seconds(weeks, week -> week.longestDay().map(DayCounts::active).orElse(0L)));
    }

    private long active() {
        return sum(days, DayCounts::active);
    }

    private long known() {
        return sum(days, DayCounts::known);
    }

    private long focused() {
        return sum(days, DayCounts::focused);
    }

    private long stretches() {
        return sum(days, day -> day.focus().size());
    }

    private long longestStretch() {
        return days.stream()
                .flatMap(day -> day.focus().stream())
                .mapToLong(Focus.Stretch::millis)
                .max()
                .orElse(0);
    }

    private long switches() {
        return sum(days, DayCounts::switches);
    }

    private long meetings() {
        return sum(days, DayCounts::meetings);
    }

    private static <T> long sum(Collection<T> all, ToLongFunction<T> figure) {
        return all.stream().mapToLong(figure).sum();
    }

    private static long seconds(List<WeekCounts> weeks, ToLongFunction<WeekCounts> millis) {
        return Math.round(sum(weeks, millis) / 1_000.0 / weeks.size());
    }

    private static BigDecimal each(List<WeekCounts> weeks, ToLongFunction<WeekCounts> figure) {
        return BigDecimal.valueOf(sum(weeks, figure))
                .divide(BigDecimal.valueOf(weeks.size()), 1, RoundingMode.HALF_UP);
    }

    private static @Nullable BigDecimal ratio(long one, long other) {
        return other == 0
                ? null
                : BigDecimal.valueOf(one)
                        .divide(BigDecimal.valueOf(other), 1, RoundingMode.HALF_UP);
    }
}
