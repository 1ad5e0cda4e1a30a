package dev.astir.app.privacy;

import dev.astir.app.days.KeptTime;
import dev.astir.app.platform.Job;
import dev.astir.app.platform.JobParts;
import dev.astir.app.platform.JobSchedule;
import dev.astir.app.sessions.SessionTotals;
import dev.astir.app.summaries.FinalDays;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.timeline.SpanIntake;
import dev.astir.stream.ActivityStream;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what is older than each organization keeps it, and each person agreed to, once an hour,
 * in small steps: intervals, sessions, and events with their comments. Erasures that a node left in
 * the middle go on with it. Thread-safe.
 */
@Singleton
class RetentionSweeper implements Job {

    static final int BATCH = 1000;

    private static final int ORGANIZATIONS = 200;

    private final RetentionRepository rows;
    private final Erasures erasures;
    private final FinalDays finalDays;
    private final SessionTotals sessions;
    private final ActivityStream stream;
    private final Transactions transactions;
    private final Clock clock;

    RetentionSweeper(
            RetentionRepository rows,
            Erasures erasures,
            FinalDays finalDays,
            SessionTotals sessions,
            ActivityStream stream,
            Transactions transactions,
            Clock clock) {
        this.rows = rows;
        this.erasures = erasures;
        this.finalDays = finalDays;
        this.sessions = sessions;
        this.stream = stream;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "retention";
    }

    @Override
    public JobSchedule schedule() {
        return JobSchedule.every(Duration.ofHours(1));
    }

    @Override
    public void run(BooleanSupplier stopping) {
        JobParts parts = new JobParts();
        // What is too old is not to wait for somebody's erasure.
        parts.attempt("erasures", () -> erasures.goOn(stopping));
        UUID after = null;
        List<RetentionRepository.Kept> some;
        do {
            @Nullable UUID from = after;
            some = transactions.asSystem(() -> rows.organizations(from, ORGANIZATIONS));
            for (RetentionRepository.Kept organization : some) {
                if (stopping.getAsBoolean()) {
                    return;
                }
                parts.attempt(organization.id(), () -> sweep(organization, stopping));
                after = organization.id();
            }
        } while (some.size() == ORGANIZATIONS);
        parts.finish(
                "In %d of %d steps, not all could be deleted that is too old, or of people who are"
                        + " erased.");
    }

    private void sweep(RetentionRepository.Kept organization, BooleanSupplier stopping) {
        UUID id = organization.id();
        // What would be too old before the next time is it now: so it is gone in time.
        Instant at = clock.instant().plus(KeptTime.AHEAD);
        Instant before = at.minus(Duration.ofDays(organization.retentionDays()));
        for (RetentionRepository.KeptOf person :
                transactions.inOrganization(
                        id, () -> rows.peopleWithOld(id, at, organization.retentionDays()))) {
            sweep(id, person.id(), at.minus(Duration.ofDays(person.days())), stopping);
        }
        transactions.inOrganization(id, () -> rows.deleteNobodysAlerts(id, before));
        inSteps(() -> stream.records().deleteBefore(id.toString(), before, BATCH), stopping);
        sweepSooner(organization, at, stopping);
    }

    /** What the feed tells of people's time ends with the rest of it. */
    private void sweepSooner(
            RetentionRepository.Kept organization, Instant at, BooleanSupplier stopping) {
        UUID id = organization.id();
        Map<Integer, Set<String>> peopleByDays =
                transactions
                        .inOrganization(
                                id, () -> rows.peopleWithLess(id, organization.retentionDays()))
                        .stream()
                        .collect(
                                Collectors.groupingBy(
                                        RetentionRepository.KeptOf::days,
                                        Collectors.mapping(
                                                person -> person.id().toString(),
                                                Collectors.toSet())));
        peopleByDays.forEach((days, people) ->
                sweepFeed(id.toString(), people, at.minus(Duration.ofDays(days)), stopping));
    }

    private void sweepFeed(
            String feed, Set<String> people, Instant before, BooleanSupplier stopping) {
        @Nullable String next = null;
        do {
            if (stopping.getAsBoolean()) {
                return;
            }
            next = stream.records().deleteBefore(feed, people, before, next).next();
        } while (next != null);
    }

    private void sweep(UUID id, UUID person, Instant before, BooleanSupplier stopping) {
        finalDays.keep(id, person, before);
        inSteps(
                () ->
                        transactions.inOrganization(
                                id,
                                () -> {
                                    rows.mark("on");
                                    sessions.forgetCaptured(
                                            id,
                                            person,
                                            Instant.EPOCH,
                                            before.plus(SpanIntake.LONGEST));
                                    return rows.deleteIntervals(id, person, before, BATCH);
                                }),
                stopping);
        inSteps(
                () ->
                        transactions.inOrganization(
                                id,
                                () -> {
                                    rows.mark("on");
                                    return rows.deleteSessions(id, person, before, BATCH);
                                }),
                stopping);
        inSteps(
                () ->
                        transactions.inOrganization(
                                id, () -> rows.deleteDayMarks(id, person, before, BATCH)),
                stopping);
        inSteps(
                () ->
                        transactions.inOrganization(
                                id, () -> rows.deleteAlerts(id, person, before, BATCH)),
                stopping);
        transactions.inOrganization(
                id,
                () -> {
                    rows.deleteUsage(id, person, before);
                    rows.deleteDayTotals(id, person, before);
                });
    }

    private static void inSteps(LongSupplier step, BooleanSupplier stopping) {
        long deleted = BATCH;
        while (deleted == BATCH && !stopping.getAsBoolean()) {
            deleted = step.getAsLong();
        }
    }
}
