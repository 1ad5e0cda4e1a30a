package dev.astir.app.reports;

import static java.util.stream.Collectors.toMap;

import dev.astir.app.identity.Caller;
import dev.astir.app.reports.Answers.Usage;
import dev.astir.app.reports.Answers.UsedFor;
import dev.astir.app.reports.UsageRepository.Named;
import dev.astir.app.summaries.Summaries;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells on what time went. Methods block. Thread-safe. */
@Singleton
class UsageReports {

    private static final Comparator<Part> MOST_FIRST =
            Comparator.comparingLong(Part::activeMillis)
                    .reversed()
                    .thenComparing(Part::name, Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(Part::kind);

    private final Transactions transactions;
    private final Ratings ratings;
    private final UsageRepository rows;
    private final ReportedPeople about;
    private final Summaries summaries;

    UsageReports(
            Transactions transactions,
            Ratings ratings,
            UsageRepository rows,
            ReportedPeople about,
            Summaries summaries) {
        this.transactions = transactions;
        this.ratings = ratings;
        this.rows = rows;
        this.about = about;
        this.summaries = summaries;
    }

    /**
     * On what the time of one person, or of all whom the caller sees, went.
     *
     * @param userId null for all
     * @throws ProblemException 404 when the caller sees no such person, or there is no such
     *     project; 400 for an application whose sites are not asked for
     */
    Usage usage(
            Caller caller,
            @Nullable UUID userId,
            @Nullable UUID teamId,
            Period period,
            GroupBy by,
            UsageFilter filter) {
        if (filter.app() != null && by != GroupBy.SITE) {
            throw ProblemException.invalid("app", filter.app(), "absent unless groupBy is site");
        }
        UUID organizationId = caller.organizationId();
        @Nullable Named project =
                filter.projectId() == null ? null : project(organizationId, filter.projectId());
        List<ReportedPerson> people = about.of(caller, userId, teamId);
        about.viewed(caller, people, "usage", period);
        UUID[] ids = people.stream().map(ReportedPerson::id).toArray(UUID[]::new);
        boolean isComplete =
                summaries.settle(organizationId, List.of(ids), period.from(), period.to());
        List<Part> used =
                transactions.inOrganization(
                        organizationId, () -> used(organizationId, ids, period, by, filter));
        if (by == GroupBy.PERSON) {
            used = named(used, people);
        }
        return answer(period, by, filter, project, used, isComplete);
    }

    /** Whether there is such a project. */
    boolean hasProject(UUID organizationId, UUID id) {
        return transactions
                .inOrganization(organizationId, () -> rows.project(organizationId, id))
                .isPresent();
    }

    private Named project(UUID organizationId, UUID id) {
        return transactions.inOrganization(
                organizationId,
                () -> rows.project(organizationId, id).orElseThrow(ProblemException::notFound));
    }

    private List<Part> used(
            UUID organization, UUID[] people, Period period, GroupBy by, UsageFilter filter) {
        var from = period.from();
        var to = period.to();
        @Nullable UUID project = filter.projectId();
        rows.planEach();
        return switch (by) {
            case APP -> rows.byApp(organization, people, project, from, to);
            case SITE -> rows.bySite(organization, people, project, filter.app(), from, to);
            case CATEGORY -> ratings.byCategory(organization, people, project, period);
            case PROJECT -> rows.byProject(organization, people, project, from, to);
            case PERSON -> rows.byPerson(organization, people, project, from, to);
            case DAY -> rows.byDay(organization, people, project, from, to);
        };
    }

    /** People in the order of their names: who did more is not the first. */
    private static List<Part> named(List<Part> used, List<ReportedPerson> people) {
        Map<String, Part> known =
                used.stream().collect(toMap(part -> String.valueOf(part.key()), part -> part));
        List<Part> named = new ArrayList<>();
        for (ReportedPerson person : people) {
            Part part = known.get(person.id().toString());
            if (part != null) {
                named.add(part.named(person.name()));
            }
        }
        return named;
    }

    private static List<Part> sorted(List<Part> used, GroupBy by) {
        return switch (by) {
            case PERSON -> used;
            case DAY -> used.stream().sorted(Comparator.comparing(Part::key)).toList();
            default -> used.stream().sorted(MOST_FIRST).toList();
        };
    }

    private static Usage answer(
            Period period,
            GroupBy by,
            UsageFilter filter,
            @Nullable Named project,
            List<Part> used,
            boolean isComplete) {
        List<Part> sorted = sorted(used, by);
        List<Long> active = Figures.parts(sorted, Part::activeMillis);
        List<Long> idle = Figures.parts(sorted, Part::idleMillis);
        List<UsedFor> items = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            Part each = sorted.get(i);
            items.add(
                    new UsedFor(
                            each.key(),
                            each.name(),
                            each.kind(),
                            each.rating(),
                            by == GroupBy.APP ? each.hasSites() : null,
                            active.get(i),
                            idle.get(i)));
        }
        return new Usage(
                period.from(),
                period.to(),
                by.json(),
                project == null ? null : project.id(),
                project == null ? null : project.name(),
                filter.app(),
                active.stream().mapToLong(Long::longValue).sum(),
                idle.stream().mapToLong(Long::longValue).sum(),
                List.copyOf(items),
                isComplete);
    }
}
