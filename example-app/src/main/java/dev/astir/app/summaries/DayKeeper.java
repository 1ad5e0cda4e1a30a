package dev.astir.app.summaries;

import dev.astir.app.days.Day;
import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.organizations.Organization;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.timeline.DayLine;
import dev.astir.app.timeline.DayLines;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Computes days anew. Each is one transaction of READ COMMITTED: hold the day, take its marks, read
 * what was recorded, replace the figures. A writer that is not seen by the reading is not committed
 * yet, and so is its mark. Thread-safe.
 */
@Singleton
class DayKeeper {

    private final Transactions transactions;
    private final MarkRepository marks;
    private final DayTable table;
    private final Days days;
    private final DayLines lines;
    private final CategoryRules rules;
    private final Organizations organizations;
    private final Clock clock;

    DayKeeper(
            Transactions transactions,
            MarkRepository marks,
            DayTable table,
            Days days,
            DayLines lines,
            CategoryRules rules,
            Organizations organizations,
            Clock clock) {
        this.transactions = transactions;
        this.marks = marks;
        this.table = table;
        this.days = days;
        this.lines = lines;
        this.rules = rules;
        this.organizations = organizations;
        this.clock = clock;
    }

    /**
     * Computes a day, unless somebody else does.
     *
     * @param isWaiting whether to wait for them, and do it again
     * @return false when somebody else does
     */
    boolean compute(UUID organizationId, UUID personId, LocalDate day, boolean isWaiting) {
        return transactions.inOrganization(
                organizationId,
                () -> {
                    if (isWaiting) {
                        marks.hold(personId, day);
                    } else if (!marks.tryHold(personId, day)) {
                        return false;
                    }
                    marks.take(organizationId, personId, day);
                    @Nullable PersonCalendar calendar =
                            days.of(organizationId, List.of(personId)).get(personId);
                    if (calendar != null) {
                        compute(organizations.get(organizationId), personId, calendar, day);
                    }
                    return true;
                });
    }

    private void compute(
            Organization organization, UUID personId, PersonCalendar calendar, LocalDate date) {
        replace(organization, personId, calendar.day(date));
        // A session over this midnight may move it, and with it the end of the days before.
        lines.startOfShiftOver(
                        organization.id(),
                        personId,
                        calendar.day(date),
                        organization.nightShiftsBelongToStart())
                .map(calendar::dateOf)
                .ifPresent(first -> {
                    // Backwards, as everybody who holds several, so that nobody waits in a circle.
                    for (LocalDate day = date.minusDays(1);
                            !day.isBefore(first);
                            day = day.minusDays(1)) {
                        marks.hold(personId, day);
                        replace(organization, personId, calendar.day(day));
                    }
                });
    }

    private void replace(Organization organization, UUID personId, Day day) {
        DayFigures figures = figures(organization, personId, day);
        // Asked after the reading: whoever deletes a part of it says so first.
        if (!marks.isFinal(organization.id(), personId, day.date())) {
            table.replace(organization.id(), personId, figures, clock.instant());
        }
    }

    /** What the day comes to by what is recorded now, in the caller's transaction. */
    DayFigures figures(Organization organization, UUID personId, Day day) {
        DayLine line =
                lines.of(
                        organization.id(),
                        personId,
                        day,
                        organization.nightShiftsBelongToStart(),
                        null);
        rules.ask(organization.id(), line.segments());
        return DayFigures.of(
                line,
                Duration.ofSeconds(organization.idleAfterSeconds()).toMillis(),
                rules.of(organization.id(), personId));
    }
}
