package dev.astir.app.summaries;

import dev.astir.app.days.Day;
import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.sessions.RunningSessions;
import dev.astir.app.summaries.MarkRepository.Marked;
import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What days came to. What was recorded before a question is in its answer: days that are marked are
 * computed first. Methods block. Thread-safe.
 */
@Singleton
public class Summaries {

    /** So many days are computed while somebody waits; what is more comes in the background. */
    private static final int AT_ONCE = 400;

    /** So many failures at once are the database's, not the days'. */
    private static final int MOST_FAILURES = 3;

    /** Before everybody. */
    private static final UUID NOBODY = new UUID(0, 0);

    private static final Logger LOG = LoggerFactory.getLogger(Summaries.class);

    private final Transactions transactions;
    private final MarkRepository marks;
    private final DayKeeper keeper;
    private final DayTableReader table;
    private final Days days;
    private final Organizations organizations;
    private final RunningSessions sessions;
    private final Clock clock;

    Summaries(
            Transactions transactions,
            MarkRepository marks,
            DayKeeper keeper,
            DayTableReader table,
            Days days,
            Organizations organizations,
            RunningSessions sessions,
            Clock clock) {
        this.transactions = transactions;
        this.marks = marks;
        this.keeper = keeper;
        this.table = table;
        this.days = days;
        this.organizations = organizations;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * Computes those of these days that are out of date; not in a transaction.
     *
     * @return whether all are up to date; false after an import of years, while that is worked off
     */
    public boolean settle(
            UUID organizationId, Collection<UUID> people, LocalDate from, LocalDate to) {
        List<Marked> marked = marked(organizationId, people, from, to, from, NOBODY);
        for (Marked each : marked) {
            keeper.compute(organizationId, each.personId(), each.day(), true);
        }
        return marked.size() < AT_ONCE;
    }

    /**
     * Computes all of these days that are out of date, each once, however many; not in a
     * transaction. One that cannot be computed keeps no other.
     *
     * @param stopping asked between two days
     * @return of whom some days are still out of date; everybody when it was stopped
     */
    public Set<UUID> settleAll(
            UUID organizationId,
            Collection<UUID> people,
            LocalDate from,
            LocalDate to,
            BooleanSupplier stopping) {
        Set<UUID> left = new HashSet<>();
        int failed = 0;
        Marked last = new Marked(NOBODY, from);
        boolean isMore = true;
        while (isMore) {
            List<Marked> some =
                    marked(organizationId, people, from, to, last.day(), last.personId());
            for (Marked each : some) {
                if (stopping.getAsBoolean()) {
                    return Set.copyOf(people);
                }
                try {
                    keeper.compute(organizationId, each.personId(), each.day(), true);
                } catch (RuntimeException e) {
                    LOG.warn("{} of {} could not be computed", each.day(), each.personId(), e);
                    left.add(each.personId());
                    if (++failed == MOST_FAILURES) {
                        throw e;
                    }
                }
                last = each;
            }
            isMore = some.size() == AT_ONCE;
        }
        return left;
    }

    private List<Marked> marked(
            UUID organizationId,
            Collection<UUID> people,
            LocalDate from,
            LocalDate to,
            LocalDate lastDay,
            UUID lastPerson) {
        UUID[] ids = people.toArray(UUID[]::new);
        return transactions.inOrganization(
                organizationId,
                () -> marks.of(organizationId, ids, from, to, lastDay, lastPerson, AT_ONCE));
    }

    /** The days of these people that came to something, by person and day. */
    public List<DayTotal> totals(
            UUID organizationId, Collection<UUID> people, LocalDate from, LocalDate to) {
        Instant now = clock.instant();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    List<DayTotal> found =
                            new ArrayList<>(table.totals(organizationId, people, from, to, now));
                    if (!organizations.get(organizationId).nightShiftsBelongToStart()) {
                        found.addAll(running(organizationId, people, from, to, now, found));
                    }
                    found.sort(
                            Comparator.comparing(DayTotal::personId).thenComparing(DayTotal::day));
                    return found;
                });
    }

    /** Days of which nothing is known but that a session runs through them. */
    private List<DayTotal> running(
            UUID organizationId,
            Collection<UUID> people,
            LocalDate from,
            LocalDate to,
            Instant now,
            List<DayTotal> known) {
        record Key(UUID person, LocalDate day) {}
        Map<UUID, Instant> starts = sessions.starts(organizationId, people);
        if (starts.isEmpty()) {
            return List.of();
        }
        Set<Key> found = new HashSet<>();
        known.forEach(total -> found.add(new Key(total.personId(), total.day())));
        Map<UUID, PersonCalendar> calendars = days.of(organizationId, starts.keySet());
        List<DayTotal> added = new ArrayList<>();
        starts.forEach((person, start) -> {
            PersonCalendar calendar = calendars.get(person);
            if (calendar == null || now.isBefore(start)) {
                return;
            }
            LocalDate first = calendar.dateOf(start);
            LocalDate last = calendar.dateOf(now);
            LocalDate day = first.isBefore(from) ? from : first;
            for (; !day.isAfter(last) && !day.isAfter(to); day = day.plusDays(1)) {
                if (!found.contains(new Key(person, day))) {
                    added.add(
                            DayTotal.ofSession(person, day, millis(calendar.day(day), start, now)));
                }
            }
        });
        return added;
    }

    private static long millis(Day day, Instant start, Instant now) {
        long from = Math.max(day.start().toEpochMilli(), start.toEpochMilli());
        return Math.max(0, Math.min(day.end().toEpochMilli(), now.toEpochMilli()) - from);
    }
}
