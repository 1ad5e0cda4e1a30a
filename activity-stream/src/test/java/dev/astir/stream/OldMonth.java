package dev.astir.stream;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A month of the past, whose partition nobody made when it began.
 *
 * @param ago how many months ago it was; 0 for the present one
 */
public record OldMonth(int ago) {
    public static OldMonth ago(int months) {
        return new OldMonth(months);
    }

    /** Makes its partition. */
    public void createIn(TestDatabase database) {
        database.execute(
                """
                CREATE TABLE activity_events_%s PARTITION OF activity_events FOR VALUES
                    FROM (activity_events_first_id('%s')) TO (activity_events_first_id('%s'))
                """
                        .formatted(name(), begin().toInstant(), begin().plusMonths(1).toInstant()));
    }

    /** An event that got its id in the middle of the month, or now in the present one. */
    public ActivityEvent.Builder event(String type) {
        Instant time = ago == 0 ? Instant.now() : begin().toInstant().plus(14, ChronoUnit.DAYS);
        UUID id = TimeOrderedId.at(time);
        return ActivityEvent.builder(type).id(id).timestamp(time);
    }

    /** The end of its partition's name. */
    public String name() {
        return "%d_%02d".formatted(begin().getYear(), begin().getMonthValue());
    }

    private ZonedDateTime begin() {
        return Instant.now()
                .atZone(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .withDayOfMonth(1)
                .minusMonths(ago);
    }
}
