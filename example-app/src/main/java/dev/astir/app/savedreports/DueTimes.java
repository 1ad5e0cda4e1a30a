package dev.astir.app.savedreports;

import dev.astir.app.days.Days;
import dev.astir.app.days.OnClocks;
import dev.astir.app.days.PersonCalendar;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When saved reports are due, on the clocks of their owners; in the caller's transaction of the
 * organization. Thread-safe.
 */
@Singleton
class DueTimes implements OnClocks<SavedRow> {

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
        PersonCalendar calendar = days.of(organizationId, userId);
        return calendar.zone(calendar.dateOf(at));
    }

    @Override
    public String name() {
        return "saved reports";
    }

    @Override
    public List<SavedRow> hold(UUID organizationId, @Nullable UUID personId) {
        return rows.mailed(organizationId, personId);
    }

    @Override
    public UUID personOf(SavedRow row) {
        return row.userId();
    }

    @Override
    public Instant dueOf(SavedRow row) {
        return Objects.requireNonNull(row.nextDueAt());
    }

    @Override
    public Instant next(SavedRow row, Instant after, ZoneId zone) {
        return Objects.requireNonNull(row.schedule()).next(after, zone);
    }

    @Override
    public void move(UUID organizationId, SavedRow row, Instant due) {
        rows.move(organizationId, row.id(), due);
    }
}
