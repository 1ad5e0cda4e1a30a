package dev.astir.app.savedreports;

import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When saved reports are due, on the clocks of their owners; in the caller's transaction of the
 * organization. Thread-safe.
 */
@Singleton
class DueTimes {

    private final SavedReportRepository rows;
    private final Days days;

    DueTimes(SavedReportRepository rows, Days days) {
        this.rows = rows;
        this.days = days;
    }

    /** The first time after this one; null without a schedule. */
    @Nullable Instant next(
            UUID organizationId, UUID ownerId, @Nullable MailSchedule schedule, Instant after) {
        return schedule == null ? null : schedule.next(after, zone(organizationId, ownerId, after));
    }

    /** The zone that somebody is in. */
    ZoneId zone(UUID organizationId, UUID userId, Instant at) {
        return zone(days.of(organizationId, userId), at);
    }

    /**
     * After somebody's clock was set to another zone.
     *
     * @param ownerId null for everybody's
     */
    void follow(UUID organizationId, @Nullable UUID ownerId, Instant now) {
        List<SavedRow> mailed = rows.mailed(organizationId, ownerId);
        Map<UUID, PersonCalendar> calendars =
                days.of(
                        organizationId,
                        mailed.stream().map(SavedRow::userId).collect(Collectors.toSet()));
        for (SavedRow row : mailed) {
            Instant due = row.nextDueAt();
            @Nullable MailSchedule schedule = row.schedule();
            @Nullable PersonCalendar calendar = calendars.get(row.userId());
            // What is due already is sent for that time.
            if (due != null && due.isAfter(now) && schedule != null && calendar != null) {
                Instant moved = schedule.next(now, zone(calendar, now));
                if (!moved.equals(due)) {
                    rows.move(organizationId, row.id(), moved);
                }
            }
        }
    }

    private static ZoneId zone(PersonCalendar calendar, Instant at) {
        return calendar.zone(calendar.dateOf(at));
    }
}
