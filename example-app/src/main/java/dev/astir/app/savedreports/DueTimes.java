package dev.astir.app.savedreports;

import dev.astir.app.days.Days;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
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
        var calendar = days.of(organizationId, userId);
        return calendar.zone(calendar.dateOf(at));
    }

    /**
     * After somebody's clock was set to another zone.
     *
     * @param ownerId null for everybody's
     */
    void follow(UUID organizationId, @Nullable UUID ownerId, Instant now) {
        List<SavedRow> mailed = rows.mailed(organizationId, ownerId);
        for (SavedRow row : mailed) {
            Instant due = row.nextDueAt();
            // What is due already is sent for that time.
            if (due != null && due.isAfter(now)) {
                Instant moved = next(organizationId, row.userId(), row.schedule(), now);
                if (moved != null && !moved.equals(due)) {
                    rows.move(organizationId, row.id(), moved);
                }
            }
        }
    }
}
