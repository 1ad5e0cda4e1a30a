package dev.astir.app.insights;

import dev.astir.app.summaries.Focus;
import dev.astir.app.summaries.Thing;
import dev.astir.app.timeline.DayLine;
import dev.astir.app.timeline.Segment;
import dev.astir.app.timeline.Segment.State;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Counts the days of a week; in milliseconds, rounded at the end. Not thread-safe. */
final class WeekCounts {

    private long active;
    private long focus;
    private int stretches;
    private long longest;
    private int switches;
    private long meetings;
    private @Nullable LocalDate longestDay;
    private long longestDayMillis;

    /** Of these days. */
    static WeekCounts of(List<DayLine> days, Function<Segment, @Nullable Thing> things) {
        WeekCounts counts = new WeekCounts();
        days.forEach(day -> counts.add(day.day().date(), day.segments(), things));
        return counts;
    }

    private void add(
            LocalDate date, List<Segment> line, Function<Segment, @Nullable Thing> things) {
        long ofDay = 0;
        Thing last = null;
        for (Segment segment : line) {
            if (segment.state() != State.ACTIVE) {
                continue;
            }
            ofDay += segment.millis();
            Thing thing = things.apply(segment);
            if (thing == null) {
                continue;
            }
            meetings += thing.isMeeting() ? segment.millis() : 0;
            switches += last != null && !last.equals(thing) ? 1 : 0;
            last = thing;
        }
        active += ofDay;
        if (ofDay > longestDayMillis) {
            longestDayMillis = ofDay;
            longestDay = date;
        }
        for (Focus.Stretch stretch : Focus.of(line, things)) {
            focus += stretch.millis();
            stretches++;
            longest = Math.max(longest, stretch.millis());
        }
    }

    boolean isEmpty() {
        return active == 0;
    }

    WeekInsight.@Nullable LongestDay longestDay() {
        return longestDay == null
                ? null
                : new WeekInsight.LongestDay(longestDay, seconds(longestDayMillis, 1));
    }

    WeekInsight.Figures figures() {
        return mean(List.of(this));
    }

    /** The mean of some weeks; switches by the hours of all of them. */
    static WeekInsight.Figures mean(List<WeekCounts> weeks) {
        int count = weeks.size();
        long active = weeks.stream().mapToLong(week -> week.active).sum();
        long switches = weeks.stream().mapToLong(week -> week.switches).sum();
        return new WeekInsight.Figures(
                seconds(active, count),
                seconds(weeks.stream().mapToLong(week -> week.focus).sum(), count),
                BigDecimal.valueOf(weeks.stream().mapToLong(week -> week.stretches).sum())
                        .divide(BigDecimal.valueOf(count), 1, RoundingMode.HALF_UP),
                seconds(weeks.stream().mapToLong(week -> week.longest).sum(), count),
                active == 0
                        ? null
                        : BigDecimal.valueOf(switches * 3_600_000)
                                .divide(BigDecimal.valueOf(active), 1, RoundingMode.HALF_UP),
                seconds(weeks.stream().mapToLong(week -> week.meetings).sum(), count));
    }

    private static long seconds(long millis, int count) {
        return Math.round(millis / 1_000.0 / count);
    }
}
