package dev.astir.app.reports;

import dev.astir.app.identity.Caller;
import dev.astir.app.reports.Answers.Usage;
import dev.astir.app.reports.Answers.UsedFor;
import dev.astir.app.reports.ReportRepository.Used;
import dev.astir.app.summaries.Summaries;
import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells on what time went. Methods block. Thread-safe. */
@Singleton
class UsageReports {

    private final Transactions transactions;
    private final ReportRepository rows;
    private final ReportedPeople about;
    private final Summaries summaries;

    UsageReports(
            Transactions transactions,
            ReportRepository rows,
            ReportedPeople about,
            Summaries summaries) {
        this.transactions = transactions;
        this.rows = rows;
        this.about = about;
        this.summaries = summaries;
    }

    /**
     * On what the time of one person, or of all whom the caller sees, went.
     *
     * @param userId null for all
     */
    Usage usage(
            Caller caller,
            @Nullable UUID userId,
            @Nullable UUID teamId,
            Period period,
            GroupBy by) {
        List<ReportedPerson> people = about.of(caller, userId, teamId);
        about.viewed(caller, people, "usage", period);
        UUID organizationId = caller.organizationId();
        UUID[] ids = people.stream().map(ReportedPerson::id).toArray(UUID[]::new);
        boolean isComplete =
                summaries.settle(organizationId, List.of(ids), period.from(), period.to());
        List<Used> used =
                transactions.inOrganization(
                        organizationId,
                        () ->
                                switch (by) {
                                    case APP ->
                                            rows.byApp(
                                                    organizationId,
                                                    ids,
                                                    period.from(),
                                                    period.to());
                                    case CATEGORY ->
                                            rows.byCategory(
                                                    organizationId,
                                                    ids,
                                                    period.from(),
                                                    period.to());
                                    case PROJECT ->
                                            rows.byProject(
                                                    organizationId,
                                                    ids,
                                                    period.from(),
                                                    period.to());
                                });
        return answer(period, by, used, isComplete);
    }

    private static Usage answer(Period period, GroupBy by, List<Used> used, boolean isComplete) {
        List<Used> sorted =
                used.stream()
                        .sorted(
                                Comparator.comparingLong(Used::activeMillis)
                                        .reversed()
                                        .thenComparing(
                                                Used::name,
                                                Comparator.nullsLast(Comparator.naturalOrder()))
                                        .thenComparing(Used::kind))
                        .toList();
        List<Long> active = Figures.parts(sorted, Used::activeMillis);
        List<Long> idle = Figures.parts(sorted, Used::idleMillis);
        List<UsedFor> items = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            Used each = sorted.get(i);
            items.add(
                    new UsedFor(
                            each.key(),
                            each.name(),
                            each.kind(),
                            each.rating(),
                            active.get(i),
                            idle.get(i)));
        }
        return new Usage(
                period.from(),
                period.to(),
                by.json(),
                active.stream().mapToLong(Long::longValue).sum(),
                idle.stream().mapToLong(Long::longValue).sum(),
                List.copyOf(items),
                isComplete);
    }
}
