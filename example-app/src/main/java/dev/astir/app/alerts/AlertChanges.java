package dev.astir.app.alerts;

import dev.astir.app.alerts.AlertChanged.Change;
import dev.astir.app.feed.OrganizationFeed;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells of an alert that was opened or changed, in the transaction that did it. Thread-safe. */
@Singleton
class AlertChanges {

    private final AlertRepository rows;
    private final OrganizationFeed feed;
    private final ApplicationEventPublisher<AlertChanged> events;

    AlertChanges(
            AlertRepository rows,
            OrganizationFeed feed,
            ApplicationEventPublisher<AlertChanged> events) {
        this.rows = rows;
        this.feed = feed;
        this.events = events;
    }

    /**
     * Tells of a change.
     *
     * @param by who made it; null for the app
     * @return the alert as it is now
     */
    Alert tell(UUID organizationId, UUID id, Change change, @Nullable UUID by) {
        Alert alert = rows.find(organizationId, id).orElseThrow().alert();
        if (change != Change.UPDATED) {
            feed.publish(organizationId, AlertFeed.event(alert, change, by));
        }
        events.publishEvent(new AlertChanged(organizationId, alert, change));
        return alert;
    }
}
