package dev.astir.app.reports;

import dev.astir.app.days.Day;
import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.identity.Caller;
import dev.astir.app.organizations.Organization;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.reports.Today.Coarse;
import dev.astir.app.summaries.DayTotals;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.timeline.DayLine;
import dev.astir.app.timeline.DayLines;
import dev.astir.app.timeline.Segment;
import dev.astir.app.trail.DailyViews;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The present day of everybody whom somebody sees, read at once; a page asks for it each minute, so
 * that the look is remembered once a day. Methods block. Thread-safe.
 */
@Singleton
class Todays {

    private static final long SHORTEST_MILLIS = 60_000;

    private final Transactions transactions;
    private final ReportedPeople about;
    private final Days days;
    private final DayLines lines;
    private final DayTotals totals;
    private final Organizations organizations;
    private final DailyViews views;
    private final Clock clock;

    Todays(
            Transactions transactions,
            ReportedPeople about,
            Days days,
            DayLines lines,
            DayTotals totals,
            Organizations organizations,
            DailyViews views,
            Clock clock) {
        this.transactions = transactions;
        this.about = about;
        this.days = days;
        this.lines = lines;
        this.totals = totals;
        this.organizations = organizations;
        this.views = views;
        this.clock = clock;
    }

    /** By the people's names. */
    List<Today> of(Caller caller) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        UUID organizationId = caller.organizationId();
        List<UUID> people = about.seen(caller, null).stream().map(ReportedPerson::id).toList();
        List<Today> found =
                transactions.inOrganization(
                        organizationId,
                        () -> {
                            Organization organization = organizations.get(organizationId);
                            Map<UUID, PersonCalendar> calendars = days.of(organizationId, people);
                            Map<UUID, Day> todays = new LinkedHashMap<>();
                            for (UUID person : people) {
                                @Nullable PersonCalendar calendar = calendars.get(person);
                                if (calendar != null) {
                                    todays.put(person, calendar.day(calendar.dateOf(now)));
                                }
                            }
                            Duration away = Duration.ofSeconds(organization.idleAfterSeconds());
                            return todays(
                                    lines.ofEach(
                                            organizationId,
                                            todays,
                                            organization.nightShiftsBelongToStart(),
                                            now),
                                    away);
                        });
        views.viewed(
                caller.actor(),
                found.stream()
                        .filter(each -> each.totalWorkSeconds() > 0 || !each.intervals().isEmpty())
                        .map(Today::userId)
                        .toList(),
                "day");
        return found;
    }

    private List<Today> todays(Map<UUID, DayLine> lines, Duration away) {
        Map<UUID, List<Coarse>> intervals = new LinkedHashMap<>();
        StripHours hours = StripHours.USUAL;
        for (Map.Entry<UUID, DayLine> each : lines.entrySet()) {
            List<Coarse> coarse = coarse(each.getValue().segments());
            intervals.put(each.getKey(), coarse);
            hours = hours.with(each.getValue().day(), coarse);
        }
        List<Today> todays = new ArrayList<>();
        for (Map.Entry<UUID, DayLine> each : lines.entrySet()) {
            List<Coarse> coarse = intervals.getOrDefault(each.getKey(), List.of());
            todays.add(today(each.getKey(), each.getValue(), coarse, hours, away));
        }
        return todays;
    }

    private Today today(
            UUID person, DayLine line, List<Coarse> intervals, StripHours hours, Duration away) {
        Day day = line.day();
        Figures figures = Figures.of(List.of(totals.of(person, line, away)));
        return new Today(
                person,
                day.date(),
                day.zone().getId(),
                hours.from(day),
                hours.to(day),
                figures.activeSeconds(),
                figures.totalWorkSeconds(),
                intervals);
    }

    /** When somebody worked and was away, as far as a strip of a few hundred pixels can show it. */
    static List<Coarse> coarse(List<Segment> segments) {
        List<Coarse> intervals = new ArrayList<>();
        long begin = 0;
        long end = 0;
        @Nullable String kind = null;
        for (Segment segment : segments) {
            @Nullable String next = kind(segment);
            if (next == null || (next.equals("idle") && segment.millis() < SHORTEST_MILLIS)) {
                continue;
            }
            if (next.equals(kind) && segment.start() - end < SHORTEST_MILLIS) {
                end = segment.end();
                continue;
            }
            add(intervals, begin, end, kind);
            begin = segment.start();
            end = segment.end();
            kind = next;
        }
        add(intervals, begin, end, kind);
        return intervals;
    }

    private static @Nullable String kind(Segment segment) {
        if (segment.state().isWorked()) {
            return "active";
        }
        return segment.state() == Segment.State.IDLE ? "idle" : null;
    }

    private static void add(List<Coarse> intervals, long begin, long end, @Nullable String kind) {
        if (kind != null) {
            intervals.add(new Coarse(Instant.ofEpochMilli(begin), Instant.ofEpochMilli(end), kind));
        }
    }
}
