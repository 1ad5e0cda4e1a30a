package dev.astir.app.alerts;

import dev.astir.app.days.PersonCalendar;
import dev.astir.app.summaries.DayTotal;
import dev.astir.app.summaries.Seconds;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A day or a week of somebody, its limit and its work. Immutable.
 *
 * @param period {@code day} or {@code week}
 * @param to its last day
 * @param end the first instant after it
 */
record Overtime(
        UUID userId,
        String period,
        LocalDate from,
        LocalDate to,
        Instant end,
        int limitSeconds,
        long workedSeconds) {

    /**
     * Somebody's days, and the weeks that they are in, as far as there are limits.
     *
     * @param first the earliest day
     * @param last the latest
     */
    static List<Overtime> of(
            PersonLimits limits,
            PersonCalendar calendar,
            LocalDate first,
            LocalDate last,
            Collection<DayTotal> totals) {
        List<Overtime> found = new ArrayList<>();
        for (LocalDate day : first.datesUntil(last.plusDays(1)).toList()) {
            int limit = limits.overtimeAfterSeconds();
            found.add(of(limits.userId(), "day", day, day, limit, calendar, totals));
        }
        @Nullable Integer weekly = limits.weeklyOvertimeAfterSeconds();
        if (weekly != null) {
            for (LocalDate monday = monday(first);
                    !monday.isAfter(last);
                    monday = monday.plusDays(7)) {
                LocalDate sunday = monday.plusDays(6);
                found.add(of(limits.userId(), "week", monday, sunday, weekly, calendar, totals));
            }
        }
        return found;
    }

    /** What an alert is of, by its own limit: a limit of later does not judge what was before. */
    static Overtime of(
            AlertRow alert, UUID userId, PersonCalendar calendar, Collection<DayTotal> totals) {
        Map<String, Object> details = alert.details();
        return of(
                userId,
                String.valueOf(details.get("period")),
                firstDay(alert),
                LocalDate.parse(String.valueOf(details.get("to"))),
                Math.toIntExact(AlertWords.seconds(details, "limitSeconds")),
                calendar,
                totals);
    }

    /** Of the day or the week that an alert is of. */
    static LocalDate firstDay(AlertRow alert) {
        return LocalDate.parse(String.valueOf(alert.details().get("from")));
    }

    private static Overtime of(
            UUID userId,
            String period,
            LocalDate from,
            LocalDate to,
            int limit,
            PersonCalendar calendar,
            Collection<DayTotal> totals) {
        long millis =
                totals.stream()
                        .filter(total -> !total.day().isBefore(from) && !total.day().isAfter(to))
                        .mapToLong(DayTotal::workMillis)
                        .sum();
        return new Overtime(
                userId,
                period,
                from,
                to,
                calendar.start(to.plusDays(1)),
                limit,
                Seconds.of(millis));
    }

    static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    boolean isOver() {
        return workedSeconds > limitSeconds;
    }

    /** Of what there is one alert ever. */
    String subject() {
        return userId + "/" + name();
    }

    /** {@code 2026-11-29}, or {@code 2026-W48}. */
    String name() {
        return period.equals("day")
                ? from.toString()
                : "%d-W%02d"
                        .formatted(
                                from.get(IsoFields.WEEK_BASED_YEAR),
                                from.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    /** As the alert keeps it. */
    Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("period", period);
        details.put(period, name());
        details.put("from", from.toString());
        details.put("to", to.toString());
        details.put("endsAt", end.toString());
        details.put("limitSeconds", limitSeconds);
        details.put("workedSeconds", workedSeconds);
        return details;
    }
}
