package dev.astir.app.privacy;

import dev.astir.app.days.KeptTime;
import dev.astir.app.summaries.FinalDays;
import dev.astir.app.tenancy.Transactions;
import dev.astir.stream.ActivityStream;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskScheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is older than each organization keeps it, and each person agreed to, once an hour,
 * in small steps: intervals, sessions, and events with their comments. Several nodes may do so at
 * once. Erasures that a node left in the middle go on with it. Thread-safe.
 */
@Context
public class RetentionSweeper {

    static final int BATCH = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(RetentionSweeper.class);
    private static final Duration FIRST = Duration.ofMinutes(2);
    private static final Duration INTERVAL = Duration.ofHours(1);

    private static final int ORGANIZATIONS = 200;

    private final RetentionRepository rows;
    private final Erasures erasures;
    private final FinalDays finalDays;
    private final ActivityStream stream;
    private final Transactions transactions;
    private final Clock clock;
    private final ScheduledFuture<?> task;
    private final CompletableFuture<Void> stopping = new CompletableFuture<>();

    RetentionSweeper(
            RetentionRepository rows,
            Erasures erasures,
            FinalDays finalDays,
            ActivityStream stream,
            Transactions transactions,
            Clock clock,
            TaskScheduler scheduler) {
        this.rows = rows;
        this.erasures = erasures;
        this.finalDays = finalDays;
        this.stream = stream;
        this.transactions = transactions;
        this.clock = clock;
        this.task = scheduler.scheduleWithFixedDelay(FIRST, INTERVAL, this::sweep);
    }

    /** Deletes all that is too old, and finishes what others left. */
    synchronized void sweep() {
        try {
            erasures.goOn(stopping);
            UUID after = null;
            List<RetentionRepository.Kept> some;
            do {
                @Nullable UUID from = after;
                some = transactions.asSystem(() -> rows.organizations(from, ORGANIZATIONS));
                for (RetentionRepository.Kept organization : some) {
                    if (stopping.isDone()) {
                        return;
                    }
                    sweep(organization);
                    after = organization.id();
                }
            } while (some.size() == ORGANIZATIONS);
        } catch (RuntimeException e) {
            // The database may be away for a while; the next hour makes up for it.
            LOG.warn("What is too old could not be looked for now: {}", e.toString());
        }
    }

    private void sweep(RetentionRepository.Kept organization) {
        UUID id = organization.id();
        // What would be too old before the next time is it now: so it is gone in time.
        Instant at = clock.instant().plus(KeptTime.AHEAD);
        Instant before = at.minus(Duration.ofDays(organization.retentionDays()));
        try {
            for (RetentionRepository.KeptOf person :
                    transactions.inOrganization(
                            id, () -> rows.peopleWithOld(id, at, organization.retentionDays()))) {
                sweep(id, person.id(), at.minus(Duration.ofDays(person.days())));
            }
            inSteps(() -> stream.records().deleteBefore(id.toString(), before, BATCH));
            sweepSooner(organization, at);
        } catch (RuntimeException e) {
            LOG.warn("What is too old of {} could not be deleted now: {}", id, e.toString());
        }
    }

    /** What the feed tells of people's time ends with the rest of it. */
    private void sweepSooner(RetentionRepository.Kept organization, Instant at) {
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
                sweepFeed(id.toString(), people, at.minus(Duration.ofDays(days))));
    }

    private void sweepFeed(String feed, Set<String> people, Instant before) {
        @Nullable String next = null;
        do {
            if (stopping.isDone()) {
                return;
            }
            next = stream.records().deleteBefore(feed, people, before, next).next();
        } while (next != null);
    }

    private void sweep(UUID id, UUID person, Instant before) {
        finalDays.keep(id, person, before);
        inSteps(() ->
                transactions.inOrganization(
                        id,
                        () -> {
                            rows.mark("on");
                            return rows.deleteIntervals(id, person, before, BATCH);
                        }));
        inSteps(() ->
                transactions.inOrganization(
                        id,
                        () -> {
                            rows.mark("on");
                            return rows.deleteSessions(id, person, before, BATCH);
                        }));
        inSteps(() ->
                transactions.inOrganization(
                        id, () -> rows.deleteDayMarks(id, person, before, BATCH)));
        transactions.inOrganization(
                id,
                () -> {
                    rows.deleteUsage(id, person, before);
                    rows.deleteDayTotals(id, person, before);
                });
    }

    private void inSteps(LongSupplier step) {
        long deleted = BATCH;
        while (deleted == BATCH && !stopping.isDone()) {
            deleted = step.getAsLong();
        }
    }

    /** Before the app takes its features apart; the step that is under way is waited for. */
    @EventListener
    void stop(ShutdownEvent event) {
        stopping.complete(null);
        task.cancel(false);
        synchronized (this) {
            LOG.debug("Sweeping has ended");
        }
    }
}
