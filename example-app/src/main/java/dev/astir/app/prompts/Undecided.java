package dev.astir.app.prompts;

import dev.astir.app.days.ClosedWeek;
import dev.astir.app.days.ClosedWeeks;
import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.organizations.Organization;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.summaries.Seconds;
import dev.astir.app.timeline.DayLine;
import dev.astir.app.timeline.DayLines;
import dev.astir.app.web.StorableTime;
import dev.astir.protocol.Idle;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the idle time of people that waits for a decision, of today and yesterday where they are,
 * in the caller's transaction of the organization. Thread-safe.
 */
@Singleton
class Undecided {

    private final Days days;
    private final DayLines lines;
    private final ClosedWeeks weeks;
    private final Organizations organizations;

    Undecided(Days days, DayLines lines, ClosedWeeks weeks, Organizations organizations) {
        this.days = days;
        this.lines = lines;
        this.weeks = weeks;
        this.organizations = organizations;
    }

    /**
     * What waits. Immutable.
     *
     * @param stretches the earliest first, none in a closed week
     * @param zone of the person's today
     */
    record Found(List<Idle.Stretch> stretches, ZoneId zone) {}

    /**
     * The stretches that are over. One with which all that is known of a running session ends may
     * go on: what agents captured next has not come yet.
     *
     * @param isBack whether the person is known to be at work again, so that it does not
     */
    Found of(UUID organizationId, UUID personId, Instant now, boolean isBack) {
        Organization organization = organizations.get(organizationId);
        PersonCalendar calendar = days.of(organizationId, personId);
        LocalDate today = calendar.dateOf(now);
        long away = Duration.ofSeconds(organization.idleAfterSeconds()).toMillis();
        List<ClosedWeek> closed =
                weeks.within(
                        organizationId,
                        personId,
                        calendar.start(today.minusDays(1)),
                        StorableTime.LATEST);
        List<Idle.Stretch> found = new ArrayList<>();
        for (LocalDate date : List.of(today.minusDays(1), today)) {
            DayLine line =
                    lines.of(
                            organizationId,
                            personId,
                            calendar.day(date),
                            organization.nightShiftsBelongToStart(),
                            null);
            line.undecided(away).stream()
                    .filter(each -> isBack || isOver(each, line.openFrom()))
                    .map(Undecided::stretch)
                    .filter(each ->
                            closed.stream()
                                    .noneMatch(week -> week.overlaps(each.from(), each.to())))
                    .forEach(found::add);
        }
        return new Found(found, calendar.zone(today));
    }

    /** The first instant of what agents may ask about. */
    Instant since(UUID organizationId, UUID personId, Instant now) {
        PersonCalendar calendar = days.of(organizationId, personId);
        return calendar.start(calendar.dateOf(now).minusDays(1));
    }

    private static boolean isOver(DayLine.Undecided stretch, @Nullable Long openFrom) {
        return openFrom == null || stretch.end() < openFrom;
    }

    private static Idle.Stretch stretch(DayLine.Undecided undecided) {
        return new Idle.Stretch(
                undecided.session(),
                Instant.ofEpochMilli(undecided.start()),
                Instant.ofEpochMilli(undecided.end()),
                Seconds.of(undecided.millis()),
                undecided.projectId());
    }
}
