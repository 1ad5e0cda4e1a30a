package dev.astir.app.reports;

import static java.util.stream.Collectors.groupingBy;

import dev.astir.app.days.PersonCalendar;
import dev.astir.app.identity.Caller;
import dev.astir.app.reports.Answers.Daily;
import dev.astir.app.reports.Answers.DayOf;
import dev.astir.app.reports.Answers.OfPerson;
import dev.astir.app.summaries.DayTotal;
import dev.astir.app.summaries.Summaries;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reports about a person whom the caller sees; each look at others is remembered before it is
 * answered. Methods block. Thread-safe.
 */
@Singleton
class Reports {

    private final ReportedPeople about;
    private final Summaries summaries;
    private final Trail trail;
    private final Clock clock;

    Reports(ReportedPeople about, Summaries summaries, Trail trail, Clock clock) {
        this.about = about;
        this.summaries = summaries;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * A day of a person.
     *
     * @param date null for the day that it is where they are
     * @throws ProblemException 404 when the caller sees no such person
     */
    Daily daily(Caller caller, UUID userId, @Nullable LocalDate date) {
        UUID organizationId = caller.organizationId();
        PersonCalendar calendar = about.calendar(caller, userId);
        LocalDate day = date == null ? calendar.dateOf(clock.instant()) : date;
        trail.viewed(caller.actor(), List.of(userId), "day", Map.of("date", day.toString()));
        summaries.settle(organizationId, List.of(userId), day, day);
        return new Daily(
                userId,
                day,
                calendar.zone(day).getId(),
                Figures.of(summaries.totals(organizationId, List.of(userId), day, day)));
    }

    /**
     * Days of a person.
     *
     * @throws ProblemException 404 when the caller sees no such person
     */
    OfPerson ofPerson(Caller caller, UUID userId, Period period) {
        UUID organizationId = caller.organizationId();
        ReportedPerson person = about.one(caller, userId);
        about.viewed(caller, List.of(person), "report", period);
        boolean isComplete =
                summaries.settle(organizationId, List.of(userId), period.from(), period.to());
        List<DayTotal> totals =
                summaries.totals(organizationId, List.of(userId), period.from(), period.to());
        Map<LocalDate, List<DayTotal>> byDay = totals.stream().collect(groupingBy(DayTotal::day));
        List<DayOf> each =
                period.days().stream()
                        .map(day -> new DayOf(day, Figures.of(byDay.getOrDefault(day, List.of()))))
                        .toList();
        return new OfPerson(
                userId,
                person.name(),
                period.from(),
                period.to(),
                Figures.of(totals),
                average(each),
                (int) totals.stream().filter(Figures::isWorked).count(),
                each,
                isComplete);
    }

    private static @Nullable BigDecimal average(List<DayOf> days) {
        List<BigDecimal> scores =
                days.stream()
                        .map(day -> day.figures().productivityScore())
                        .filter(Objects::nonNull)
                        .toList();
        return scores.isEmpty()
                ? null
                : scores.stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .divide(BigDecimal.valueOf(scores.size()), 2, RoundingMode.HALF_UP);
    }
}
