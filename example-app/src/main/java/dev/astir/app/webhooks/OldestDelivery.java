package dev.astir.app.webhooks;

import dev.astir.app.tenancy.Backlog;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** For how long the sender has left something undone. Thread-safe. */
@Singleton
final class OldestDelivery implements Backlog {

    private final DueDeliveryRepository rows;
    private final Clock clock;

    OldestDelivery(DueDeliveryRepository rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "astir.webhooks.oldest.seconds";
    }

    @Override
    public String description() {
        return "For how long the first of the deliveries that are due has been due";
    }

    @Override
    public long count() {
        return rows.oldest(clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
