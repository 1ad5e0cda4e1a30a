package dev.astir.app.reports;

import dev.astir.app.days.ClosedWeeks;
import dev.astir.app.days.Day;
import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.identity.Caller;
import dev.astir.app.organizations.Organization;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.summaries.DayTotals;
import dev.astir.app.summaries.Focus;
import dev.astir.app.summaries.PieceCategories;
import dev.astir.app.summaries.Thing;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.timeline.DayLine;
import dev.astir.app.timeline.DayLines;
import dev.astir.app.timeline.Segment;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.StorableTime;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A day as it went, from what was recorded. Methods block. Thread-safe. */
@Singleton
class TimelineReports {

    private final Transactions transactions;
    private final TimelineRepository rows;
    private final ReportedPeople about;
    private final Days days;
    private final ClosedWeeks closedWeeks;
    private final DayLines lines;
    private final DayTotals totals;
    private final PieceCategories categories;
    private final Organizations organizations;
    private final Trail trail;
    private final Clock clock;

    TimelineReports(
            Transactions transactions,
            TimelineRepository rows,
            ReportedPeople about,
            Days days,
            ClosedWeeks closedWeeks,
            DayLines lines,
            DayTotals totals,
            PieceCategories categories,
            Organizations organizations,
            Trail trail,
            Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.about = about;
        this.days = days;
        this.closedWeeks = closedWeeks;
        this.lines = lines;
        this.totals = totals;
        this.categories = categories;
        this.organizations = organizations;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * A day of somebody whom the caller sees.
     *
     * @param date null for the day that it is where they are
     * @throws dev.astir.app.web.ProblemException 404 when the caller sees no such person
     */
    Timeline of(Caller caller, UUID userId, @Nullable LocalDate date) {
        ReportedPerson person = about.one(caller, userId);
        UUID organizationId = caller.organizationId();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return transactions.inOrganization(
                organizationId,
                () -> {
                    PersonCalendar calendar = days.of(organizationId, userId);
                    Day day = calendar.day(date == null ? calendar.dateOf(now) : date);
                    trail.viewed(
                            caller.actor(),
                            List.of(userId),
                            "day",
                            Map.of("date", day.date().toString()));
                    return timeline(organizations.get(organizationId), person, day, now);
                });
    }

    private Timeline timeline(
            Organization organization, ReportedPerson person, Day day, Instant now) {
        UUID id = organization.id();
        UUID personId = person.id();
        DayLine line = lines.of(id, personId, day, organization.nightShiftsBelongToStart(), now);
        Duration away = Duration.ofSeconds(organization.idleAfterSeconds());
        Instant from = Instant.ofEpochMilli(line.start());
        boolean isOpen = line.end() == Long.MAX_VALUE;
        Instant to = isOpen ? StorableTime.LATEST : Instant.ofEpochMilli(line.end());
        Function<Segment, @Nullable Thing> things = categories.of(id, personId, line.segments());
        return new Timeline(
                personId,
                person.name(),
                day.date(),
                day.zone().getId(),
                from,
                isOpen ? null : to,
                day.length().toSeconds(),
                !closedWeeks.within(id, personId, from, to).isEmpty(),
                now,
                Figures.of(List.of(totals.of(personId, line, away))),
                line.segments().stream()
                        .map(segment -> piece(segment, things.apply(segment)))
                        .toList(),
                Focus.of(line.segments(), things).stream().map(TimelineReports::focused).toList(),
                line.media().stream()
                        .map(each ->
                                new Timeline.Media(
                                        Instant.ofEpochMilli(each.start()),
                                        Instant.ofEpochMilli(each.end()),
                                        each.media()))
                        .toList(),
                rows.sessions(id, personId, from, to, now),
                line.undecided(away.toMillis()).stream()
                        .map(each ->
                                new Timeline.Undecided(
                                        each.session(),
                                        Instant.ofEpochMilli(each.start()),
                                        Instant.ofEpochMilli(each.end()),
                                        Figures.seconds(each.millis())))
                        .toList(),
                rows.corrections(id, personId, from, to, now),
                rows.late(id, personId, from, to));
    }

    private static Timeline.Piece piece(Segment segment, @Nullable Thing thing) {
        return new Timeline.Piece(
                Instant.ofEpochMilli(segment.start()),
                Instant.ofEpochMilli(segment.end()),
                lower(segment.state()),
                segment.decision() == null ? null : lower(segment.decision()),
                segment.app(),
                segment.site(),
                segment.title(),
                segment.projectId(),
                segment.taskId(),
                segment.session(),
                thing == null ? null : thing.categoryId());
    }

    private static Timeline.Focused focused(Focus.Stretch stretch) {
        return new Timeline.Focused(
                Instant.ofEpochMilli(stretch.start()),
                Instant.ofEpochMilli(stretch.end()),
                Figures.seconds(stretch.millis()),
                stretch.thing().categoryId(),
                stretch.thing().name());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
