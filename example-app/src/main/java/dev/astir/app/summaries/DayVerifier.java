package dev.astir.app.summaries;

import dev.astir.app.days.Days;
import dev.astir.app.organizations.Organization;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.summaries.MarkRepository.Marked;
import dev.astir.app.tenancy.Transactions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes days once more, and compares them with their figures. What differs is told to the log
 * and counted, and the day is computed anew: figures are a cache, and what was recorded is the
 * truth. Thread-safe.
 */
@Singleton
class DayVerifier {

    private static final Logger LOG = LoggerFactory.getLogger(DayVerifier.class);

    private static final int AT_ONCE = 500;

    /** No person's id comes before it. */
    private static final UUID FIRST = new UUID(0, 0);

    private final Transactions transactions;
    private final MarkRepository marks;
    private final DayTableReader table;
    private final DayKeeper keeper;
    private final Days days;
    private final Organizations organizations;
    private final Clock clock;
    private final Counter verified;
    private final Counter different;

    DayVerifier(
            Transactions transactions,
            MarkRepository marks,
            DayTableReader table,
            DayKeeper keeper,
            Days days,
            Organizations organizations,
            Clock clock,
            MeterRegistry metrics) {
        this.transactions = transactions;
        this.marks = marks;
        this.table = table;
        this.keeper = keeper;
        this.days = days;
        this.organizations = organizations;
        this.clock = clock;
        this.verified =
                Counter.builder("astir.days.verified")
                        .description("Days whose figures were compared with what was recorded")
                        .register(metrics);
        this.different =
                Counter.builder("astir.days.different")
                        .description("Days whose figures were not what was recorded")
                        .register(metrics);
    }

    /**
     * Compares all days of an organization that are over, and whose figures are from before that;
     * each once, whenever it is asked for.
     *
     * @param after days up to this one are left out
     */
    void verifyFinished(UUID organization, LocalDate after, BooleanSupplier stopping) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Marked last = new Marked(FIRST, after);
        List<Marked> found;
        do {
            Marked from = last;
            found =
                    transactions.inOrganization(
                            organization,
                            () ->
                                    marks.finished(
                                            organization,
                                            after,
                                            now,
                                            from.personId(),
                                            from.day(),
                                            AT_ONCE));
            for (Marked each : found) {
                if (stopping.getAsBoolean()) {
                    return;
                }
                if (isRight(organization, each.personId(), each.day())) {
                    transactions.inOrganization(
                            organization,
                            () -> marks.confirm(organization, each.personId(), each.day(), now));
                }
                last = each;
            }
        } while (found.size() == AT_ONCE);
    }

    /**
     * Compares some days of an organization.
     *
     * @return how many were different
     */
    int verify(UUID organization, LocalDate after, int limit, BooleanSupplier stopping) {
        List<Marked> found =
                transactions.inOrganization(
                        organization, () -> marks.toVerify(organization, after, limit));
        int wrong = 0;
        for (Marked each : found) {
            if (!stopping.getAsBoolean() && !isRight(organization, each.personId(), each.day())) {
                wrong++;
            }
        }
        return wrong;
    }

    private boolean isRight(UUID organizationId, UUID personId, LocalDate day) {
        return transactions.inOrganization(
                organizationId,
                () -> {
                    if (!marks.tryHold(personId, day)) {
                        return true;
                    }
                    Organization organization = organizations.get(organizationId);
                    Map<String, Object> stored = stored(organizationId, personId, day);
                    DayFigures figures =
                            keeper.figures(
                                    organization,
                                    personId,
                                    days.of(organizationId, personId).day(day));
                    // Whoever wrote after the first reading has left a mark by now.
                    if (marks.isMarked(organizationId, personId, day)) {
                        return true;
                    }
                    verified.increment();
                    Map<String, Object> right = figures(figures);
                    if (right.equals(stored)) {
                        return true;
                    }
                    different.increment();
                    LOG.error(
                            "The figures of {} of person {} were not what was recorded and are"
                                    + " computed anew: {} instead of {}",
                            day,
                            personId,
                            stored,
                            right);
                    marks.mark(organizationId, personId, day);
                    return false;
                });
    }

    private Map<String, Object> stored(UUID organizationId, UUID personId, LocalDate day) {
        // Nothing of a session that runs is counted at that time.
        List<DayTotal> totals =
                table.totals(organizationId, List.of(personId), day, day, Instant.EPOCH);
        if (totals.isEmpty()) {
            return Map.of();
        }
        DayTotal total = totals.getFirst();
        return figures(
                total.activeMillis(),
                total.idleMillis(),
                total.discardedMillis(),
                total.workMillis(),
                table.usage(organizationId, personId, day));
    }

    private static Map<String, Object> figures(DayFigures figures) {
        return figures(
                figures.activeMillis(),
                figures.idleMillis(),
                figures.discardedMillis(),
                figures.workMillis(),
                figures.usage());
    }

    private static Map<String, Object> figures(
            long active, long idle, long discarded, long work, Map<?, Long> usage) {
        return Map.of(
                "active",
                active,
                "idle",
                idle,
                "discarded",
                discarded,
                "work",
                work,
                "usage",
                usage);
    }
}
