package dev.astir.app.alerts;

import dev.astir.app.tenancy.Backlog;
import jakarta.inject.Singleton;

/** Alerts that nobody has resolved, and whose cause has not ended. Thread-safe. */
@Singleton
final class OpenAlerts implements Backlog {

    private final AlertRepository alerts;

    OpenAlerts(AlertRepository alerts) {
        this.alerts = alerts;
    }

    @Override
    public String name() {
        return "astir.alerts.open";
    }

    @Override
    public String description() {
        return "Alerts of people that are open, of all organizations";
    }

    @Override
    public long count() {
        return alerts.countOpen();
    }
}
