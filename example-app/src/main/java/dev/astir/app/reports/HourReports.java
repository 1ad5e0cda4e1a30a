package dev.astir.app.reports;

import static java.util.stream.Collectors.groupingBy;

import dev.astir.app.identity.Caller;
import dev.astir.app.reports.Answers.Hours;
import dev.astir.app.reports.Answers.HoursOf;
import dev.astir.app.summaries.DayTotal;
import dev.astir.app.summaries.Summaries;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tells when people work. Methods block. Thread-safe. */
@Singleton
class HourReports {

    private final ReportedPeople about;
    private final Summaries summaries;

    HourReports(ReportedPeople about, Summaries summaries) {
        this.about = about;
        this.summaries = summaries;
    }

    /**
     * When one person, or all whom the caller sees, worked.
     *
     * @param userId null for all
     */
    Hours hours(Caller caller, @Nullable UUID userId, @Nullable UUID teamId, Period period) {
        List<ReportedPerson> people = about.of(caller, userId, teamId);
        about.viewed(caller, people, "hours", period);
        List<UUID> ids = people.stream().map(ReportedPerson::id).toList();
        UUID organizationId = caller.organizationId();
        boolean isComplete = summaries.settle(organizationId, ids, period.from(), period.to());
        List<DayTotal> totals = summaries.totals(organizationId, ids, period.from(), period.to());
        Map<LocalDate, List<DayTotal>> byDay = totals.stream().collect(groupingBy(DayTotal::day));
        List<HoursOf> days =
                period.days().stream()
                        .map(day -> of(day, byDay.getOrDefault(day, List.of())))
                        .toList();
        return new Hours(
                period.from(), period.to(), people.size(), Figures.of(totals), days, isComplete);
    }

    private static HoursOf of(LocalDate day, List<DayTotal> totals) {
        List<Long> hours =
                IntStream.range(0, 24)
                        .mapToObj(hour ->
                                Figures.seconds(
                                        totals.stream()
                                                .mapToLong(total -> total.hours().get(hour))
                                                .sum()))
                        .toList();
        return new HoursOf(day, hours, Figures.of(totals));
    }
}
