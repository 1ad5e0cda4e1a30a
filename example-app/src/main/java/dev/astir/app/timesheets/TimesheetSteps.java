package dev.astir.app.timesheets;

import dev.astir.app.days.ClosedWeek;
import dev.astir.app.days.ClosedWeeks;
import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.feed.OrganizationFeed;
import dev.astir.app.identity.Caller;
import dev.astir.app.identity.User;
import dev.astir.app.identity.Users;
import dev.astir.app.summaries.Summaries;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.timeline.KeptAside;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sends weeks, takes them back, and decides of them. Each step is one transaction that holds the
 * person first: of two steps at once one finds what the other made of the week, and a correction is
 * made before a week is closed, or refused. Methods block. Thread-safe.
 */
@Singleton
class TimesheetSteps {

    private final Transactions transactions;
    private final TimesheetRepository rows;
    private final Timesheets timesheets;
    private final Deciders deciders;
    private final WeekBounds bounds;
    private final ClosedWeeks closedWeeks;
    private final KeptAside keptAside;
    private final Summaries summaries;
    private final Days days;
    private final Users users;
    private final OrganizationFeed feed;
    private final Trail trail;
    private final Clock clock;

    TimesheetSteps(
            Transactions transactions,
            TimesheetRepository rows,
            Timesheets timesheets,
            Deciders deciders,
            WeekBounds bounds,
            ClosedWeeks closedWeeks,
            KeptAside keptAside,
            Summaries summaries,
            Days days,
            Users users,
            OrganizationFeed feed,
            Trail trail,
            Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.timesheets = timesheets;
        this.deciders = deciders;
        this.bounds = bounds;
        this.closedWeeks = closedWeeks;
        this.keptAside = keptAside;
        this.summaries = summaries;
        this.days = days;
        this.users = users;
        this.feed = feed;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Takes a step with a week.
     *
     * @param reason of a week that is rejected or reopened
     * @return the week after it
     * @throws ProblemException 404 and 400 as {@link Timesheets#require}; 403 {@code not-your-week}
     *     when it is its person's to do, {@code your-own-week} when it is not; 409 {@code
     *     timesheet-state} with the state when that does not allow it, {@code week-not-begun},
     *     {@code session-running}
     */
    Timesheet take(Caller caller, UUID userId, String week, Step step, @Nullable String reason) {
        UUID organizationId = caller.organizationId();
        LocalDate monday = timesheets.require(caller, userId, week);
        requireOwner(caller, userId, step);
        if (step == Step.APPROVED) {
            summaries.settle(organizationId, List.of(userId), monday, Weeks.sunday(monday));
        }
        transactions.inOrganization(
                organizationId, () -> take(caller, userId, monday, step, reason));
        return timesheets.read(caller, userId, monday);
    }

    private static void requireOwner(Caller caller, UUID userId, Step step) {
        if (step.isOwn() && !caller.userId().equals(userId)) {
            throw ProblemException.forbidden(
                    "not-your-week", "Only the person whose week it is may do that.");
        }
    }

    private void take(
            Caller caller, UUID userId, LocalDate monday, Step step, @Nullable String reason) {
        UUID organizationId = caller.organizationId();
        if (step == Step.APPROVED || step == Step.REOPENED) {
            closedWeeks.hold(userId);
        }
        User person = users.hold(userId).orElseThrow(ProblemException::notFound);
        if (!step.isOwn() && !deciders.mayDecide(caller, userId)) {
            throw ProblemException.forbidden(
                    "your-own-week",
                    "Nobody decides of a week of their own while somebody else can.");
        }
        PersonCalendar calendar = days.of(organizationId, userId);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (step == Step.SUBMITTED && calendar.start(monday).isAfter(now)) {
            throw ProblemException.conflict(
                    "week-not-begun",
                    "The week begins on %s; it cannot be submitted before.".formatted(monday),
                    Map.of("week", monday.toString()));
        }
        rows.begin(organizationId, userId, monday);
        TimesheetState state =
                rows.hold(organizationId, userId, monday)
                        .map(TimesheetState::of)
                        .orElse(TimesheetState.DRAFT);
        if (!step.isPossibleFrom(state)) {
            throw ProblemException.conflict(
                    "timesheet-state",
                    "Only a week that is %s can be %s; this one is %s."
                            .formatted(step.fromWords(), step.json(), state.json()),
                    Map.of("state", state.json(), "week", monday.toString()));
        }
        change(organizationId, userId, monday, step, caller.userId(), reason, now);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("week", Weeks.name(monday));
        if (reason != null) {
            details.put("reason", reason);
        }
        if (step == Step.APPROVED) {
            closedWeeks.close(
                    organizationId, userId, bounds.of(organizationId, userId, monday, now));
        } else if (step == Step.REOPENED) {
            details.put("counted", reopen(organizationId, userId, monday));
        }
        trail.changed(caller.actor(), TimesheetFeed.type(step), userId, details);
        feed.publish(
                organizationId,
                TimesheetFeed.event(step, caller.userId(), userId, person.name(), monday));
    }

    private void change(
            UUID organizationId,
            UUID userId,
            LocalDate monday,
            Step step,
            UUID by,
            @Nullable String reason,
            Instant now) {
        boolean isDecision = step.isDecision();
        Instant submittedAt =
                step == Step.SUBMITTED
                        ? now
                        : isDecision
                                ? rows.find(organizationId, userId, monday)
                                        .map(TimesheetRepository.Sheet::submittedAt)
                                        .orElse(null)
                                : null;
        rows.change(
                organizationId,
                userId,
                monday,
                step.to(),
                submittedAt,
                isDecision ? now : null,
                isDecision ? by : null,
                isDecision ? reason : null);
        rows.add(organizationId, userId, monday, step, now, by, reason);
    }

    /** How many intervals count now that did not. */
    private long reopen(UUID organizationId, UUID userId, LocalDate monday) {
        ClosedWeek closed =
                closedWeeks
                        .find(organizationId, userId, monday)
                        .orElseThrow(() -> new IllegalStateException("approved, but not closed"));
        closedWeeks.open(organizationId, userId, monday);
        return keptAside.count(organizationId, userId, closed.since(), closed.until());
    }
}
