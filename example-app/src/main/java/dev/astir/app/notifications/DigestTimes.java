package dev.astir.app.notifications;

import dev.astir.app.days.OnClocks;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** When digests are due, on the clocks of those who get them. Thread-safe. */
@Singleton
class DigestTimes implements OnClocks<ChoiceRow> {

    private final ChoiceRepository rows;

    DigestTimes(ChoiceRepository rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return "digests";
    }

    @Override
    public List<ChoiceRow> hold(UUID organizationId, @Nullable UUID personId) {
        return rows.mailed(organizationId, personId);
    }

    @Override
    public UUID personOf(ChoiceRow row) {
        return row.userId();
    }

    @Override
    public Instant dueOf(ChoiceRow row) {
        return Objects.requireNonNull(row.nextDueAt());
    }

    @Override
    public Instant next(ChoiceRow row, Instant after, ZoneId zone) {
        return Objects.requireNonNull(row.time().next(after, zone));
    }

    @Override
    public void move(UUID organizationId, ChoiceRow row, Instant due) {
        rows.move(organizationId, row.userId(), due);
    }
}
