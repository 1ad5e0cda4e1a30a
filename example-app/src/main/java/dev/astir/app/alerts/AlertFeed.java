package dev.astir.app.alerts;

import dev.astir.app.alerts.AlertChanged.Change;
import dev.astir.app.feed.Audience;
import dev.astir.app.feed.FeedTypes;
import dev.astir.app.feed.LiveChannel;
import dev.astir.app.feed.LiveItem;
import dev.astir.app.feed.OrganizationFeed;
import dev.astir.app.tenancy.Transactions;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.EventType;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the organization's feed hears of alerts: events, and the live channel {@code alerts} with
 * those that are open, or that nobody resolved of late; for whom they are about and whoever may see
 * their data. Thread-safe.
 */
@Singleton
class AlertFeed implements LiveChannel {

    private static final String CHANNEL = "alerts";
    private static final Duration OF_LATE = Duration.ofDays(7);
    private static final int MOST = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(AlertFeed.class);

    private final OrganizationFeed feed;
    private final AlertRepository rows;
    private final Transactions transactions;
    private final Clock clock;

    AlertFeed(OrganizationFeed feed, AlertRepository rows, Transactions transactions, Clock clock) {
        this.feed = feed;
        this.rows = rows;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The types of the events. */
    @Factory
    static final class Types {
        @Bean
        @Singleton
        FeedTypes alertTypes() {
            return FeedTypes.reserved(
                    EventType.of(type(Change.OPENED), "🔔", "#b45309", "{actor}: {said}"),
                    EventType.of(type(Change.CLOSED), "🔕", "#64748b", "{actor}: {said}"),
                    EventType.of(
                            type(Change.EXPLAINED),
                            "💬",
                            "#1d4ed8",
                            "{actor} explained an alert: {said}"),
                    EventType.of(
                            type(Change.RESOLVED), "✔", "#15803d", "{actor} resolved {entity}"));
        }
    }

    /** The event's type, which is the trail's action, too. */
    static String type(Change change) {
        return "alert." + change.name().toLowerCase(Locale.ROOT);
    }

    /**
     * What happened to an alert.
     *
     * @param by who did it; null for the app, which tells of the person or client that it is about
     */
    static ActivityEvent event(Alert alert, Change change, @Nullable UUID by) {
        UUID about = alert.userId();
        ActivityEvent.Builder event =
                ActivityEvent.builder(type(change))
                        .entity("alert", alert.id().toString())
                        .entityName(
                                alert.userName() == null
                                        ? "an alert"
                                        : "an alert about " + alert.userName())
                        .metadata(Map.of("alertType", alert.type().json(), "said", alert.message()))
                        .audience(audience(alert).toArray(String[]::new));
        UUID actor = by == null ? about : by;
        if (actor != null) {
            return event.actor(actor.toString()).build();
        }
        String client = String.valueOf(alert.details().get("name"));
        return event.actor(String.valueOf(alert.clientId()), client).build();
    }

    private static Set<String> audience(Alert alert) {
        UUID userId = alert.userId();
        return userId == null ? Set.of(Audience.MANAGERS) : Audience.aboutPerson(userId);
    }

    /** The change is committed: what fails here is logged, and not answered to who made it. */
    @TransactionalEventListener
    void changed(AlertChanged changed) {
        Alert alert = changed.alert();
        try {
            String event = changed.change() == Change.OPENED ? name(alert.type()) : null;
            feed.changed(CHANNEL, changed.organizationId(), alert.id().toString(), event);
        } catch (RuntimeException e) {
            LOG.error("The change of alert {} could not be shown", alert.id(), e);
        }
    }

    private static String name(AlertType type) {
        return switch (type) {
            case IDLE -> "INACTIVE_ALERT";
            case OVERTIME -> "OVERTIME_ALERT";
            case AGENT_SILENT, CLIENT_SILENT, SESSION_FORGOTTEN -> "ALERT";
        };
    }

    @Override
    public String name() {
        return CHANNEL;
    }

    @Override
    public Collection<LiveItem> items(UUID organizationId) {
        return items(
                organizationId,
                () -> rows.live(organizationId, clock.instant().minus(OF_LATE), MOST));
    }

    @Override
    public Collection<LiveItem> items(UUID organizationId, Set<String> ids) {
        UUID[] wanted = ids.stream().map(UUID::fromString).toArray(UUID[]::new);
        return items(
                organizationId,
                () -> rows.liveOf(organizationId, clock.instant().minus(OF_LATE), wanted));
    }

    private List<LiveItem> items(UUID organizationId, Supplier<List<AlertRow>> found) {
        return transactions.inOrganization(organizationId, found).stream()
                .map(row -> item(row.alert()))
                .toList();
    }

    private static LiveItem item(Alert alert) {
        return new LiveItem(alert.id().toString(), alert, audience(alert));
    }
}
