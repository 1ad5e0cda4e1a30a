package dev.astir.app.reports;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.identity.Caller;
import dev.astir.app.presence.Presence;
import dev.astir.app.presence.PresenceService;
import dev.astir.app.reports.Answers.Daily;
import dev.astir.app.reports.Answers.DayOf;
import dev.astir.app.reports.Answers.Member;
import dev.astir.app.reports.Answers.OfPerson;
import dev.astir.app.reports.Answers.Team;
import dev.astir.app.reports.ReportRepository.Rated;
import dev.astir.app.sessions.RunningSessions;
import dev.astir.app.sessions.Session;
import dev.astir.app.summaries.DayTotal;
import dev.astir.app.summaries.Summaries;
import dev.astir.app.tenancy.Transactions;
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
 * Reports about people whom the caller sees; each look at others is remembered before it is
 * answered. Methods block. Thread-safe.
 */
@Singleton
class Reports {

    private final Transactions transactions;
    private final ReportRepository rows;
    private final Summaries summaries;
    private final Days days;
    private final PresenceService presence;
    private final RunningSessions sessions;
    private final Trail trail;
    private final Clock clock;

    Reports(
            Transactions transactions,
            ReportRepository rows,
            Summaries summaries,
            Days days,
            PresenceService presence,
            RunningSessions sessions,
            Trail trail,
            Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.summaries = summaries;
        this.days = days;
        this.presence = presence;
        this.sessions = sessions;
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
        PersonCalendar calendar = calendar(caller, userId);
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
        ReportedPerson person = person(caller, userId);
        viewed(caller, List.of(person), "report", period);
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

    /**
     * The people whom the caller sees, each in the days of their own zone.
     *
     * @param teamId only those of this team; null for all
     */
    Team team(Caller caller, @Nullable UUID teamId, Period period) {
        UUID organizationId = caller.organizationId();
        List<ReportedPerson> people = people(caller, teamId);
        viewed(caller, people, "report", period);
        List<UUID> ids = people.stream().map(ReportedPerson::id).toList();
        boolean isComplete = summaries.settle(organizationId, ids, period.from(), period.to());
        Map<UUID, List<DayTotal>> totals =
                summaries.totals(organizationId, ids, period.from(), period.to()).stream()
                        .collect(groupingBy(DayTotal::personId));
        Map<UUID, Presence> present =
                presence.everybody(organizationId).stream()
                        .collect(toMap(Presence::userId, each -> each));
        Map<UUID, Session> running =
                transactions.inOrganization(organizationId, () -> sessions.of(organizationId, ids));
        Map<UUID, Map<String, Long>> rated =
                transactions
                        .inOrganization(
                                organizationId,
                                () ->
                                        rows.byRating(
                                                organizationId,
                                                ids.toArray(UUID[]::new),
                                                period.from(),
                                                period.to()))
                        .stream()
                        .collect(groupingBy(Rated::personId, toMap(Rated::rating, Rated::millis)));
        List<Member> members =
                people.stream()
                        .filter(person ->
                                present.containsKey(person.id()) || totals.containsKey(person.id()))
                        .map(person ->
                                member(
                                        person,
                                        present.get(person.id()),
                                        running.get(person.id()),
                                        rated.getOrDefault(person.id(), Map.of()),
                                        totals.getOrDefault(person.id(), List.of())))
                        .toList();
        return new Team(
                period.from(),
                period.to(),
                Figures.of(totals.values().stream().flatMap(List::stream).toList()),
                members,
                isComplete);
    }

    private static Member member(
            ReportedPerson person,
            @Nullable Presence present,
            @Nullable Session running,
            Map<String, Long> rated,
            List<DayTotal> days) {
        List<Long> parts =
                Figures.parts(
                        List.of("productive", "neutral", "unproductive"),
                        rating -> rated.getOrDefault(rating, 0L));
        return new Member(
                person.id(),
                person.name(),
                person.teamId(),
                person.timeZone(),
                present == null ? "offline" : present.state().json(),
                present == null ? null : present.app(),
                present == null ? null : present.site(),
                present == null ? null : present.since(),
                running == null ? null : running.projectId(),
                parts.get(0),
                parts.get(1),
                parts.get(2),
                Figures.of(days));
    }

    /** The day that it is where the caller is. */
    LocalDate today(Caller caller) {
        return calendar(caller, caller.userId()).dateOf(clock.instant());
    }

    /** The people whom the caller sees, by name. */
    List<ReportedPerson> people(Caller caller, @Nullable UUID teamId) {
        return transactions.inOrganization(
                caller.organizationId(),
                () -> rows.people(caller.organizationId(), caller.sight().seen(), teamId));
    }

    /**
     * One person, or all whom the caller sees.
     *
     * @param userId null for all
     * @param teamId of all, only those of this team; null for all teams
     * @throws ProblemException 404 when the caller sees no such person
     */
    List<ReportedPerson> people(Caller caller, @Nullable UUID userId, @Nullable UUID teamId) {
        return userId == null ? people(caller, teamId) : List.of(person(caller, userId));
    }

    /** Remembers a look at people's time. */
    void viewed(Caller caller, List<ReportedPerson> people, String what, Period period) {
        trail.viewed(
                caller.actor(),
                people.stream().map(ReportedPerson::id).toList(),
                what,
                Map.of("from", period.from().toString(), "to", period.to().toString()));
    }

    /**
     * Somebody whom the caller sees.
     *
     * @throws ProblemException 404 when the caller sees no such person
     */
    ReportedPerson person(Caller caller, UUID userId) {
        caller.sight().require(userId);
        return transactions
                .inOrganization(
                        caller.organizationId(),
                        () -> rows.people(caller.organizationId(), new UUID[] {userId}, null))
                .stream()
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }

    private PersonCalendar calendar(Caller caller, UUID userId) {
        caller.sight().require(userId);
        return transactions.inOrganization(
                caller.organizationId(), () -> days.of(caller.organizationId(), userId));
    }
}
