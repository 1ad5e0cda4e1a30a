package dev.astir.app.webhooks;

import dev.astir.app.feed.Audience;
import dev.astir.app.feed.Readers;
import dev.astir.app.identity.Callers;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.EventFilter;
import dev.astir.stream.FeedReader;
import dev.astir.stream.PublishedEvents;
import dev.astir.stream.PublishedEvents.Item;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events webhooks may be told of: the organization's what its managers may see, a person's
 * own what they would be shown if they looked now. Methods block. Thread-safe.
 */
@Singleton
class Sights {

    private static final EventFilter ALERTS = EventFilter.types(OwnWebhookRequest.ALERTS);

    private final Callers callers;
    private final Trail trail;

    Sights(Callers callers, Trail trail) {
        this.callers = callers;
        this.trail = trail;
    }

    /** As who the organization's read, which is told of all that a person's own may be, too. */
    static FeedReader organizations(UUID organizationId) {
        return new FeedReader(organizationId.toString(), Set.of(Audience.MANAGERS));
    }

    /**
     * As who a webhook reads a part; empty for a person who may not come in, or must set up a
     * second factor before they see anything. Where there is no alert in it, a person's own wants
     * nothing of it, and they are not looked up.
     */
    Optional<FeedReader> of(UUID organizationId, @Nullable UUID owner, PublishedEvents part) {
        if (owner == null || part.items().stream().map(Item::event).noneMatch(ALERTS::matches)) {
            return Optional.of(organizations(organizationId));
        }
        return of(organizationId, owner);
    }

    /** As who somebody reads now; empty as above. */
    Optional<FeedReader> of(UUID organizationId, UUID owner) {
        return callers.find(organizationId, owner)
                .filter(standing -> !standing.setupRequired())
                .map(standing -> Readers.of(standing.caller()));
    }

    /** Remembers that data of people went to a person, as if they had looked. */
    void told(UUID organizationId, UUID owner, List<ActivityEvent> events) {
        List<UUID> people =
                events.stream()
                        .flatMap(event -> Audience.people(event.audience()).stream())
                        .toList();
        trail.viewed(Actor.person(organizationId, owner), people, "alert-webhook", Map.of());
    }
}
