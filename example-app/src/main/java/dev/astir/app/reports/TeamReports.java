package dev.astir.app.reports;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.astir.app.identity.Caller;
import dev.astir.app.presence.Presence;
import dev.astir.app.presence.PresentPeople;
import dev.astir.app.reports.Answers.Member;
import dev.astir.app.reports.Answers.Team;
import dev.astir.app.reports.CorrectedRepository.Corrected;
import dev.astir.app.sessions.RunningSessions;
import dev.astir.app.sessions.Session;
import dev.astir.app.summaries.DayTotal;
import dev.astir.app.summaries.Summaries;
import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reports about the people whom somebody sees, side by side; each look is remembered before it is
 * answered. Methods block. Thread-safe.
 */
@Singleton
class TeamReports {

    private final Transactions transactions;
    private final Ratings ratings;
    private final UsageRepository usage;
    private final CorrectedRepository corrected;
    private final ReportedPeople about;
    private final Summaries summaries;
    private final PresentPeople presence;
    private final RunningSessions sessions;

    TeamReports(
            Transactions transactions,
            Ratings ratings,
            UsageRepository usage,
            CorrectedRepository corrected,
            ReportedPeople about,
            Summaries summaries,
            PresentPeople presence,
            RunningSessions sessions) {
        this.transactions = transactions;
        this.ratings = ratings;
        this.usage = usage;
        this.corrected = corrected;
        this.about = about;
        this.summaries = summaries;
        this.presence = presence;
        this.sessions = sessions;
    }

    /**
     * The people whom the caller sees, each in the days of their own zone.
     *
     * @param teamId only those of this team; null for all
     */
    Team of(Caller caller, @Nullable UUID teamId, Period period) {
        UUID organizationId = caller.organizationId();
        List<ReportedPerson> people = about.seen(caller, teamId);
        about.viewed(caller, people, "report", period);
        List<UUID> ids = people.stream().map(ReportedPerson::id).toList();
        boolean isComplete = summaries.settle(organizationId, ids, period.from(), period.to());
        Map<UUID, List<DayTotal>> totals =
                summaries.totals(organizationId, ids, period.from(), period.to()).stream()
                        .collect(groupingBy(DayTotal::personId));
        Map<UUID, Presence> present =
                presence.everybodyAsFarAsKnown(organizationId).stream()
                        .collect(toMap(Presence::userId, each -> each));
        Map<UUID, Session> running =
                transactions.inOrganization(organizationId, () -> sessions.of(organizationId, ids));
        Map<UUID, Map<String, Long>> rated =
                transactions.inOrganization(
                        organizationId,
                        () -> {
                            usage.planEach();
                            return ratings.byRating(
                                    organizationId, ids.toArray(UUID[]::new), period);
                        });
        Map<UUID, Corrected> byHand =
                transactions
                        .inOrganization(
                                organizationId,
                                () ->
                                        corrected.ofDays(
                                                organizationId,
                                                ids.toArray(UUID[]::new),
                                                period.from(),
                                                period.to()))
                        .stream()
                        .collect(toMap(Corrected::personId, each -> each));
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
                                        byHand.get(person.id()),
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
            @Nullable Corrected byHand,
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
                byHand == null ? 0 : byHand.corrections(),
                byHand == null ? null : byHand.lastDay(),
                Figures.of(days));
    }
}
