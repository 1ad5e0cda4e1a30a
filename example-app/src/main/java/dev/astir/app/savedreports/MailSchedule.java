package dev.astir.app.savedreports;

import static java.time.temporal.TemporalAdjusters.previousOrSame;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.astir.app.reports.ReportFormat;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a report is mailed, on the clock of its owner. A time that a day does not have is the next
 * that it has; one that it has twice is the first. Immutable.
 *
 * @param weekday of what is due every week, and of nothing else
 * @param dayOfMonth of what is due every month, and of nothing else; a shorter month has it on its
 *     last day
 * @param at {@code 07:00}
 * @param format of the file that is mailed
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record MailSchedule(
        @NotNull Every every,
        @Nullable Weekday weekday,
        @Nullable @Min(1) @Max(31) Integer dayOfMonth,
        @NotNull
                @Pattern(
                        regexp = "([01][0-9]|2[0-3]):[0-5][0-9]",
                        message = "must be a time from 00:00 to 23:59")
                String at,
        @NotNull ReportFormat format) {

    /** The first time after this instant. */
    Instant next(Instant after, ZoneId zone) {
        LocalDate day = latestDay(after.atZone(zone).toLocalDate());
        while (!on(day, zone).isAfter(after)) {
            day = following(day);
        }
        return on(day, zone);
    }

    /** The last time up to this instant. */
    Instant latest(Instant until, ZoneId zone) {
        LocalDate day = latestDay(until.atZone(zone).toLocalDate());
        while (on(day, zone).isAfter(until)) {
            day = latestDay(day.minusDays(1));
        }
        return on(day, zone);
    }

    private Instant on(LocalDate day, ZoneId zone) {
        LocalDateTime time = day.atTime(LocalTime.parse(at));
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant()
                : time.atZone(zone).toInstant();
    }

    /** The last day up to this one on which it is due. */
    private LocalDate latestDay(LocalDate until) {
        return switch (every) {
            case DAY -> until;
            case WEEK -> until.with(previousOrSame(Objects.requireNonNull(weekday).day()));
            case MONTH -> {
                LocalDate day = inMonth(YearMonth.from(until));
                yield day.isAfter(until) ? inMonth(YearMonth.from(until).minusMonths(1)) : day;
            }
        };
    }

    private LocalDate following(LocalDate day) {
        return switch (every) {
            case DAY -> day.plusDays(1);
            case WEEK -> day.plusDays(7);
            case MONTH -> inMonth(YearMonth.from(day).plusMonths(1));
        };
    }

    private LocalDate inMonth(YearMonth month) {
        return month.atDay(Math.min(Objects.requireNonNull(dayOfMonth), month.lengthOfMonth()));
    }
}
