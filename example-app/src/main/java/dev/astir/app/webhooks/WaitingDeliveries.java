package dev.astir.app.webhooks;

import dev.astir.app.tenancy.Backlog;
import jakarta.inject.Singleton;

/** Deliveries that have not ended, without those of paused webhooks. Thread-safe. */
@Singleton
final class WaitingDeliveries implements Backlog {

    private final DueDeliveryRepository rows;

    WaitingDeliveries(DueDeliveryRepository rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return "astir.webhooks.waiting";
    }

    @Override
    public String description() {
        return "Deliveries to webhooks that have not ended, at most 100,000";
    }

    @Override
    public long count() {
        return rows.countWaiting();
    }
}
